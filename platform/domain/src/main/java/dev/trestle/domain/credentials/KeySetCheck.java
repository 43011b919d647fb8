package dev.trestle.domain.credentials;

/** Judges key sets before anybody relies on them. */
@FunctionalInterface
public interface KeySetCheck {

  /**
   * Whether the text is a JWK set with at least one public key for signatures that this desk can
   * use.
   */
  boolean usable(String jwks);
}
