package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.SignInDesk.NewApiToken;
import dev.trestle.domain.credentials.desk.CredentialWork.Step;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and revokes the long-lived tokens of machines. */
public final class MachineTokens {
  private static final long LIFETIME_MAX_MILLIS = Duration.ofDays(366).toMillis();
  private static final int NAME_MAX = 100;
  private static final int PER_PRINCIPAL_MAX = 200;

  private final CredentialWork work;

  MachineTokens(CredentialWork work) {
    this.work = work;
  }

  /**
   * A token that was made.
   *
   * @param secret null when it was shown before, or nothing was done
   */
  public record Made(ApiToken token, @Nullable String secret) {
    @Override
    public String toString() {
      return "Made[token=" + token + "]";
    }
  }

  /**
   * Makes a token for oneself, or for another with {@code credential.manage}.
   *
   * @param scopes permissions that both the viewer and the token's owner hold, at least one
   */
  public CredentialAnswer<Made> create(
      Envelope asked, UUID principalId, String name, List<String> scopes, long expiresAtMillis) {
    Viewer viewer = asked.viewer();
    if (!principalId.equals(viewer.id())) {
      CredentialAnswer<Made> missing =
          CredentialWork.missing(viewer, Permissions.CREDENTIAL_MANAGE);
      if (missing != null) {
        return missing;
      }
    }
    return work.carryOut(
        asked,
        state -> create(viewer, principalId, name.strip(), scopes, expiresAtMillis, state),
        known -> CredentialAnswer.done(new Made(shown(known), null)));
  }

  /** The token that an outcome is about, as it left it. */
  private static ApiToken shown(Outcome outcome) {
    UUID id = Objects.requireNonNull(outcome.result(Tables.API_TOKENS.name()));
    return Objects.requireNonNull(outcome.state().get(Tables.API_TOKENS, id));
  }

  private Step<Made> create(
      Viewer viewer,
      UUID principalId,
      String name,
      List<String> scopes,
      long expiresAtMillis,
      State state) {
    Principal owner = Principal.find(state, principalId);
    if (owner == null || !owner.active()) {
      return Step.only(
          CredentialAnswer.refused(
              ProblemType.NOT_FOUND,
              "NOT_FOUND",
              "There is no such party, or it was deactivated. Check the id.",
              "input",
              "serviceUserId"));
    }
    List<Problem> problems = new ArrayList<>();
    checkName(name, problems);
    checkExpiry(expiresAtMillis, problems);
    checkScopes(scopes, owner.permissions(state), problems);
    var tokens = state.table(Tables.API_TOKENS);
    if (tokens.group("principal", principalId).cardinality() >= PER_PRINCIPAL_MAX) {
      problems.add(
          Problem.of(
              ProblemType.PRECONDITION,
              "TOO_MANY_TOKENS",
              "One party has at most " + PER_PRINCIPAL_MAX + " tokens. Make another service user.",
              "input"));
    }
    if (!problems.isEmpty()) {
      return Step.only(new CredentialAnswer.Refused<>(problems));
    }
    CredentialAnswer<Made> exceeding =
        CredentialWork.exceeding(viewer, new TreeSet<>(scopes), "input", "scopes");
    if (exceeding != null) {
      return Step.only(exceeding);
    }
    NewApiToken made =
        work.signIns()
            .createApiToken(principalId, name, List.copyOf(new TreeSet<>(scopes)), expiresAtMillis);
    return Step.put(
        PutCredentials.of("ApiTokenCreated", principalId, made.token()),
        viewer,
        new Made(made.token().nextVersion(), made.secret()));
  }

  private static void checkName(String name, List<Problem> problems) {
    if (name.isEmpty() || name.length() > NAME_MAX || name.indexOf('\0') >= 0) {
      problems.add(
          Problem.of(
              ProblemType.INVALID,
              "NAME_INVALID",
              "Give a name of 1 to " + NAME_MAX + " characters.",
              "input",
              "name"));
    }
  }

  private void checkExpiry(long expiresAtMillis, List<Problem> problems) {
    long now = work.time().millis();
    if (expiresAtMillis <= now || expiresAtMillis - now > LIFETIME_MAX_MILLIS) {
      problems.add(
          Problem.of(
              ProblemType.INVALID,
              "EXPIRY_INVALID",
              "A token ends in the future, at most 366 days from now.",
              "input",
              "expiresAt"));
    }
  }

  private static void checkScopes(List<String> scopes, Set<String> held, List<Problem> problems) {
    if (scopes.isEmpty()) {
      problems.add(
          Problem.of(
              ProblemType.INVALID, "REQUIRED", "Name at least one permission.", "input", "scopes"));
    }
    for (int i = 0; i < scopes.size(); i++) {
      if (!held.contains(scopes.get(i))) {
        problems.add(
            Problem.of(
                ProblemType.INVALID,
                "SCOPE_NOT_HELD",
                "The token's owner does not hold this permission. It holds: "
                    + String.join(", ", held)
                    + ".",
                "input",
                "scopes",
                String.valueOf(i)));
        return;
      }
    }
  }

  /** Refuses a token from now on: one's own, or another's with {@code credential.manage}. */
  public CredentialAnswer<ApiToken> revoke(Envelope asked, UUID tokenId) {
    return work.carryOut(
        asked,
        state -> revoke(asked.viewer(), tokenId, state),
        known -> CredentialAnswer.done(shown(known)));
  }

  private Step<ApiToken> revoke(Viewer viewer, UUID tokenId, State state) {
    ApiToken token = state.get(Tables.API_TOKENS, tokenId);
    boolean own = token != null && token.principalId().equals(viewer.id());
    CredentialAnswer<ApiToken> missing =
        own ? null : CredentialWork.missing(viewer, Permissions.CREDENTIAL_MANAGE);
    if (missing != null) {
      return Step.only(missing);
    }
    if (token == null) {
      return Step.only(
          CredentialAnswer.refused(
              ProblemType.NOT_FOUND,
              "NOT_FOUND",
              "There is no such token. Check the id.",
              "input",
              "apiTokenId"));
    }
    if (token.revoked()) {
      return Step.put(PutCredentials.naming(token), viewer, token);
    }
    ApiToken revoked = token.revoke(work.time().millis());
    return Step.put(
        PutCredentials.of("ApiTokenRevoked", token.principalId(), revoked),
        viewer,
        revoked.nextVersion());
  }
}
