package dev.trestle.graphql.desk.credential;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.SignInDesk.SignInRequest;
import dev.trestle.domain.credentials.SignInDesk.TokenPair;
import dev.trestle.domain.credentials.desk.CredentialAnswer;
import dev.trestle.domain.credentials.desk.CredentialDesk;
import dev.trestle.domain.credentials.desk.MachineTokens;
import dev.trestle.domain.credentials.desk.Sessions;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.query.Comparators;
import dev.trestle.graphql.desk.input.InputHash;
import dev.trestle.graphql.desk.mutation.Payload;
import dev.trestle.graphql.desk.view.ApiTokenView;
import dev.trestle.graphql.desk.view.QueryRoots;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The mutations about credentials. A refused password, code or token stands in the payload like any
 * other wrong input; only what asks for another viewer altogether is a top-level error.
 */
public final class CredentialMutations {
  private final Scope.Source scopes;
  private final @Nullable CredentialDesk credentials;
  private final SignedInViewer signedIn;
  private final List<Fields<?>> payloads = new ArrayList<>();

  /**
   * @param credentials null on a desk that only its own command line uses
   */
  public CredentialMutations(
      Scope.Source scopes, @Nullable CredentialDesk credentials, SignedInViewer signedIn) {
    this.scopes = scopes;
    this.credentials = credentials;
    this.signedIn = signedIn;
  }

  /** One mutation's step: the answer of the credential desk and the payload when it was done. */
  @FunctionalInterface
  private interface Step {
    Payload take(Arguments input, Viewer viewer, RequestContext context);
  }

  /** The same for what may come under an operation key or as a dry run. */
  @FunctionalInterface
  private interface KeyedStep {
    Payload take(Arguments input, Envelope asked);
  }

  /** Adds the mutations and answers their payload types. */
  public List<Fields<?>> addTo(RootFields roots) {
    sessions(roots);
    passwords(roots);
    secondFactors(roots);
    addKeyed(
        roots, "apiTokenCreate", List.of("apiToken", "secret"), Set.of(), this::apiTokenCreate);
    addKeyed(
        roots,
        "apiTokenRevoke",
        List.of("apiToken"),
        Set.of(),
        (input, asked) -> {
          UUID id = Comparators.uuid(input.requireString("apiTokenId"));
          return id == null
              ? refused(List.of(malformed("apiTokenId")), Map.of())
              : payload(
                  credentials().machineTokens().revoke(asked, id),
                  token -> things("apiToken", new ApiTokenView(token, scope(asked.viewer()))));
        });
    return payloads;
  }

  private void passwords(RootFields roots) {
    addKeyed(
        roots,
        "passwordChange",
        List.of("done"),
        Set.of("currentPassword", "newPassword"),
        (input, asked) ->
            done(
                credentials()
                    .passwords()
                    .change(
                        asked,
                        input.requireString("currentPassword"),
                        input.requireString("newPassword"))));
    addKeyed(
        roots, "passwordGive", List.of("oneTimePassword", "party"), Set.of(), this::passwordGive);
  }

  private void secondFactors(RootFields roots) {
    addKeyed(
        roots,
        "totpBegin",
        List.of("otpauthUri"),
        Set.of("password"),
        (input, asked) ->
            payload(
                credentials().secondFactors().begin(asked, input.requireString("password")),
                begun -> things("otpauthUri", begun.otpauthUri())));
    addKeyed(
        roots,
        "totpConfirm",
        List.of("recoveryCodes"),
        Set.of("code"),
        (input, asked) ->
            payload(
                credentials().secondFactors().confirm(asked, input.requireString("code")),
                confirmed -> things("recoveryCodes", confirmed.recoveryCodes())));
    addKeyed(
        roots,
        "totpRemove",
        List.of("done"),
        Set.of("password"),
        (input, asked) ->
            doneOf(
                input,
                id -> credentials().secondFactors().remove(asked, id, input.string("password"))));
  }

  private void sessions(RootFields roots) {
    add(
        roots,
        "signIn",
        List.of("accessToken", "refreshToken", "expiresAt", "passwordChangeDue", "viewer"),
        this::signIn);
    add(
        roots,
        "tokenRefresh",
        List.of("accessToken", "refreshToken", "expiresAt"),
        (input, viewer, context) ->
            payload(
                credentials().sessions().refresh(input.requireString("refreshToken")),
                CredentialMutations::tokens));
    add(
        roots,
        "signOut",
        List.of("done"),
        (input, viewer, context) ->
            done(credentials().sessions().signOut(input.requireString("refreshToken"))));
    addKeyed(
        roots,
        "sessionsEnd",
        List.of("done"),
        Set.of(),
        (input, asked) ->
            doneOf(input, id -> credentials().sessions().signOutEverywhere(asked, id)));
  }

  /** What is done to the party that the input names, or to the viewer when it names none. */
  private static Payload doneOf(
      Arguments input, Function<@Nullable UUID, CredentialAnswer<Boolean>> step) {
    String whose = input.string("principalId");
    UUID id = whose == null ? null : Comparators.uuid(whose);
    return whose != null && id == null
        ? refused(List.of(malformed("principalId")), Map.of("done", false))
        : done(step.apply(id));
  }

  private Payload signIn(Arguments input, Viewer anybody, RequestContext context) {
    Caller known = context.find(Caller.class);
    Caller caller = known == null ? Caller.UNKNOWN : known;
    CredentialAnswer<Sessions.SignedIn> answer =
        credentials()
            .sessions()
            .signIn(
                new SignInRequest(
                    input.requireString("email"),
                    input.requireString("password"),
                    input.string("code"),
                    caller.address(),
                    caller.userAgent()));
    return payload(
        answer,
        session -> {
          Map<String, @Nullable Object> shown = tokens(session.tokens());
          Viewer viewer = signedIn.of(session.tokens().accessToken());
          shown.put("passwordChangeDue", session.passwordChangeDue());
          shown.put("viewer", QueryRoots.viewer(scope(viewer)));
          return shown;
        });
  }

  private Payload passwordGive(Arguments input, Envelope asked) {
    UUID id = Comparators.uuid(input.requireString("principalId"));
    if (id == null) {
      return refused(List.of(malformed("principalId")), Map.of());
    }
    return payload(
        credentials().passwords().give(asked, id),
        given -> {
          Map<String, @Nullable Object> shown = things("oneTimePassword", given.oneTimePassword());
          shown.put("party", scope(asked.viewer()).party(given.principalId()));
          return shown;
        });
  }

  private Payload apiTokenCreate(Arguments input, Envelope asked) {
    UUID id = Comparators.uuid(input.requireString("serviceUserId"));
    Instant expiresAt = input.instant("expiresAt");
    if (id == null || expiresAt == null) {
      return refused(List.of(malformed("serviceUserId")), Map.of());
    }
    CredentialAnswer<MachineTokens.Made> answer =
        credentials()
            .machineTokens()
            .create(
                asked,
                id,
                input.requireString("name"),
                input.strings("scopes"),
                expiresAt.toEpochMilli());
    return payload(
        answer,
        made -> {
          Map<String, @Nullable Object> shown =
              things("apiToken", new ApiTokenView(made.token(), scope(asked.viewer())));
          shown.put("secret", made.secret());
          return shown;
        });
  }

  private void add(RootFields roots, String name, List<String> things, Step step) {
    payloads.add(Payload.type(name, things));
    roots.mutation(
        name,
        (arguments, context) ->
            step.take(arguments.requireObject("input"), context.get(Viewer.class), context));
  }

  /**
   * @param secrets the fields of the input that must not be known from the log
   */
  private void addKeyed(
      RootFields roots, String name, List<String> things, Set<String> secrets, KeyedStep step) {
    add(
        roots,
        name,
        things,
        (input, viewer, context) ->
            step.take(
                input,
                new Envelope(
                    viewer,
                    input.uuid("operationKey"),
                    InputHash.of(name, input, secrets),
                    input.isTrue("dryRun"),
                    context.traceId())));
  }

  private CredentialDesk credentials() {
    if (credentials == null) {
      throw new FieldProblem(
          ProblemType.UNAVAILABLE,
          "CREDENTIALS_OFFLINE",
          "This desk runs for the command line only and takes no sign-ins.",
          "Start it with serve.");
    }
    return credentials;
  }

  private Scope scope(Viewer viewer) {
    return scopes.of(scopes.desk().snapshot(), viewer);
  }

  private static Map<String, @Nullable Object> tokens(TokenPair pair) {
    Map<String, @Nullable Object> shown = things("accessToken", pair.accessToken());
    shown.put("refreshToken", pair.refreshToken());
    shown.put("expiresAt", Instant.ofEpochMilli(pair.accessExpiresAtMillis()));
    return shown;
  }

  private static Map<String, @Nullable Object> things(String name, @Nullable Object value) {
    Map<String, @Nullable Object> things = new LinkedHashMap<>();
    things.put(name, value);
    return things;
  }

  private static Payload done(CredentialAnswer<Boolean> answer) {
    return switch (answer) {
      case CredentialAnswer.Done<Boolean>(Boolean value) -> Payload.done(things("done", value));
      case CredentialAnswer.Refused<Boolean> refusal ->
          refused(refusal.problems(), Map.of("done", false));
    };
  }

  private static <T> Payload payload(
      CredentialAnswer<T> answer, Function<T, Map<String, @Nullable Object>> shown) {
    return switch (answer) {
      case CredentialAnswer.Done<T>(T value) -> Payload.done(shown.apply(value));
      case CredentialAnswer.Refused<T> refusal -> refused(refusal.problems(), Map.of());
    };
  }

  private static Payload refused(List<Problem> problems, Map<String, @Nullable Object> things) {
    for (Problem problem : problems) {
      boolean shown =
          problem.type().inPayload()
              || problem.type() == ProblemType.LIMIT
              || problem.type() == ProblemType.UNAUTHENTICATED
                  && !problem.code().equals("SIGN_IN_REQUIRED");
      if (!shown) {
        throw new FieldProblem(problem.type(), problem.code(), problem.message());
      }
    }
    return Payload.refused(things, problems);
  }

  private static Problem malformed(String field) {
    return Problem.of(
        ProblemType.INVALID,
        "ID_MALFORMED",
        "This is no id of this desk. Take ids from the desk's answers.",
        "input",
        field);
  }
}
