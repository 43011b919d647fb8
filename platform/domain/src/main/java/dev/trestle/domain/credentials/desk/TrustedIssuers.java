package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.credentials.TrustedIssuer;
import dev.trestle.domain.credentials.desk.CredentialWork.Step;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Trusts and stops trusting outside identity providers. Whoever does that can become anybody, so it
 * takes every permission there is.
 */
public final class TrustedIssuers {
  private static final int TEXT_MAX = 500;
  private static final int JWKS_MAX = 100_000;
  private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256", "EdDSA");

  private final CredentialWork work;
  private final IdSource ids;

  TrustedIssuers(CredentialWork work, IdSource ids) {
    this.work = work;
    this.ids = ids;
  }

  /**
   * An issuer to trust.
   *
   * @param jwksJson its keys, pinned; null when {@code jwksUrl} is given
   */
  public record Wish(
      String issuer,
      String audience,
      List<String> algorithms,
      @Nullable String jwksJson,
      @Nullable String jwksUrl) {}

  public CredentialAnswer<TrustedIssuer> add(Viewer viewer, Wish wish) {
    CredentialAnswer<TrustedIssuer> refused = refusal(viewer);
    if (refused != null) {
      return refused;
    }
    List<Problem> problems = problems(wish);
    if (!problems.isEmpty()) {
      return new CredentialAnswer.Refused<>(problems, 0);
    }
    TrustedIssuer issuer =
        new TrustedIssuer(
            ids.next(),
            0,
            wish.issuer(),
            wish.audience(),
            wish.algorithms(),
            wish.jwksJson(),
            wish.jwksUrl(),
            "sub",
            "email",
            true,
            Document.empty());
    return work.carryOut(state ->
        Step.put(
            PutCredentials.of("TrustedIssuerAdded", issuer.id(), issuer),
            viewer,
            issuer.nextVersion()));
  }

  /** Refuses all tokens of an issuer from now on; false when it was not trusted. */
  public CredentialAnswer<Boolean> remove(Viewer viewer, UUID issuerId) {
    CredentialAnswer<Boolean> refused = refusal(viewer);
    if (refused != null) {
      return refused;
    }
    return work.carryOut(state -> {
      TrustedIssuer issuer = state.get(Tables.TRUSTED_ISSUERS, issuerId);
      return issuer == null
          ? Step.only(CredentialAnswer.done(false))
          : Step.put(
              new PutCredentials(List.of(), List.of(issuer), "TrustedIssuerRemoved", issuer.id()),
              viewer,
              true);
    });
  }

  private static <T> @Nullable CredentialAnswer<T> refusal(Viewer viewer) {
    CredentialAnswer<T> missing = CredentialWork.missing(viewer, Permissions.CREDENTIAL_MANAGE);
    return missing != null ? missing : CredentialWork.exceeding(viewer, Permissions.ALL);
  }

  private static List<Problem> problems(Wish wish) {
    List<Problem> problems = new ArrayList<>();
    text(wish.issuer(), "issuer", problems);
    text(wish.audience(), "audience", problems);
    if (wish.algorithms().isEmpty() || !ALGORITHMS.containsAll(wish.algorithms())) {
      problems.add(
          invalid("ALGORITHM_UNKNOWN", "Name some of RS256, ES256 and EdDSA.", "algorithms"));
    }
    String url = wish.jwksUrl();
    String json = wish.jwksJson();
    if ((url == null) == (json == null)) {
      problems.add(invalid("KEYS_REQUIRED", "Give either jwksUrl or jwksJson.", "jwksUrl"));
    }
    if (url != null && (!url.startsWith("https://") || url.length() > TEXT_MAX)) {
      problems.add(invalid("URL_INVALID", "Keys are fetched from an https address.", "jwksUrl"));
    }
    if (json != null && json.length() > JWKS_MAX) {
      problems.add(
          invalid("TOO_LONG", "A key set has at most " + JWKS_MAX + " characters.", "jwksJson"));
    }
    return problems;
  }

  private static void text(String text, String field, List<Problem> problems) {
    if (text.isBlank() || text.length() > TEXT_MAX) {
      problems.add(
          invalid("REQUIRED", "Give a text of at most " + TEXT_MAX + " characters.", field));
    }
  }

  private static Problem invalid(String code, String message, String field) {
    return Problem.of(ProblemType.INVALID, code, message, "input", field);
  }
}
