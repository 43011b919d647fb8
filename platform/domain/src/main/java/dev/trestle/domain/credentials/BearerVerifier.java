package dev.trestle.domain.credentials;

/**
 * Finds out who stands behind the credential of a request. Every request passes here, so a
 * credential seen before costs about a microsecond; revocation and disabled accounts are looked up
 * in the given snapshot each time.
 */
public interface BearerVerifier {

  /**
   * @param bearer the value after {@code Bearer }, untrusted and of any length
   */
  Bearer verify(String bearer, CredentialRecords records);
}
