package dev.trestle.domain.credentials;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a bearer credential turned out to be. */
public sealed interface Bearer {

  /**
   * A person with an open session.
   *
   * @param principalKind the name of a {@code PrincipalKind}
   * @param passwordChangeDue true while the person may do nothing but choose a new password
   * @param expiresAtMillis when the access token, not the session, ends
   */
  record SignedIn(
      UUID principalId,
      String principalKind,
      UUID accountId,
      UUID sessionId,
      boolean passwordChangeDue,
      long expiresAtMillis)
      implements Bearer {}

  /**
   * A machine with a valid API token.
   *
   * @param scopes the permissions the token is narrowed to
   */
  record Machine(UUID principalId, UUID tokenId, List<String> scopes, long expiresAtMillis)
      implements Bearer {
    public Machine {
      scopes = List.copyOf(scopes);
    }
  }

  /**
   * A person vouched for by a trusted issuer; which principal that is, the desk decides.
   *
   * @param subject the issuer's name for the person, stable and never given to somebody else
   * @param email the address in lower case, null when the token holds none
   * @param emailVerified true only when the issuer says that it checked the address
   */
  record Outsider(
      UUID issuerId,
      String issuer,
      String subject,
      @Nullable String email,
      boolean emailVerified,
      long expiresAtMillis)
      implements Bearer {}

  /**
   * Nobody.
   *
   * @param reason what the caller may know
   * @param fault what the operator's log may know, never the caller
   */
  record Refused(RefusalReason reason, TokenFault fault) implements Bearer {}
}
