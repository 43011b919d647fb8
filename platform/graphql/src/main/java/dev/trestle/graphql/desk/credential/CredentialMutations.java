package dev.trestle.graphql.desk.credential;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.SignInDesk.NewApiToken;
import dev.trestle.domain.credentials.SignInDesk.SignInRequest;
import dev.trestle.domain.credentials.SignInDesk.TokenPair;
import dev.trestle.domain.credentials.desk.CredentialAnswer;
import dev.trestle.domain.credentials.desk.CredentialDesk;
import dev.trestle.domain.credentials.desk.Sessions;
import dev.trestle.domain.query.Comparators;
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

  /** Adds the mutations and answers their payload types. */
  public List<Fields<?>> addTo(RootFields roots) {
    sessions(roots);
    add(
        roots,
        "passwordChange",
        List.of("done"),
        (input, viewer, context) ->
            done(
                credentials()
                    .passwords()
                    .change(
                        viewer,
                        input.requireString("currentPassword"),
                        input.requireString("newPassword"))));
    add(roots, "passwordGive", List.of("oneTimePassword", "party"), this::passwordGive);
    add(
        roots,
        "totpBegin",
        List.of("otpauthUri"),
        (input, viewer, context) ->
            payload(
                credentials().secondFactors().begin(viewer, input.requireString("password")),
                uri -> things("otpauthUri", uri)));
    add(
        roots,
        "totpConfirm",
        List.of("recoveryCodes"),
        (input, viewer, context) ->
            payload(
                credentials().secondFactors().confirm(viewer, input.requireString("code")),
                codes -> things("recoveryCodes", codes)));
    add(
        roots,
        "totpRemove",
        List.of("done"),
        (input, viewer, context) -> {
          String whose = input.string("principalId");
          UUID id = whose == null ? null : Comparators.uuid(whose);
          return whose != null && id == null
              ? refused(List.of(malformed("principalId")), Map.of("done", false))
              : done(credentials().secondFactors().remove(viewer, id, input.string("password")));
        });
    add(roots, "apiTokenCreate", List.of("apiToken", "secret"), this::apiTokenCreate);
    add(
        roots,
        "apiTokenRevoke",
        List.of("apiToken"),
        (input, viewer, context) -> {
          UUID id = Comparators.uuid(input.requireString("apiTokenId"));
          return id == null
              ? refused(List.of(malformed("apiTokenId")), Map.of())
              : payload(
                  credentials().machineTokens().revoke(viewer, id),
                  token -> things("apiToken", new ApiTokenView(token, scope(viewer))));
        });
    return payloads;
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
    add(
        roots,
        "sessionsEnd",
        List.of("done"),
        (input, viewer, context) -> {
          String whose = input.string("principalId");
          UUID id = whose == null ? null : Comparators.uuid(whose);
          return whose != null && id == null
              ? refused(List.of(malformed("principalId")), Map.of("done", false))
              : done(credentials().sessions().signOutEverywhere(viewer, id));
        });
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

  private Payload passwordGive(Arguments input, Viewer viewer, RequestContext context) {
    UUID id = Comparators.uuid(input.requireString("principalId"));
    if (id == null) {
      return refused(List.of(malformed("principalId")), Map.of());
    }
    return payload(
        credentials().passwords().give(viewer, id),
        given -> {
          Map<String, @Nullable Object> shown = things("oneTimePassword", given.oneTimePassword());
          shown.put("party", scope(viewer).party(given.principalId()));
          return shown;
        });
  }

  private Payload apiTokenCreate(Arguments input, Viewer viewer, RequestContext context) {
    UUID id = Comparators.uuid(input.requireString("serviceUserId"));
    Instant expiresAt = input.instant("expiresAt");
    if (id == null || expiresAt == null) {
      return refused(List.of(malformed("serviceUserId")), Map.of());
    }
    CredentialAnswer<NewApiToken> answer =
        credentials()
            .machineTokens()
            .create(
                viewer,
                id,
                input.requireString("name"),
                input.strings("scopes"),
                expiresAt.toEpochMilli());
    return payload(
        answer,
        made -> {
          Map<String, @Nullable Object> shown =
              things("apiToken", new ApiTokenView(made.token(), scope(viewer)));
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
