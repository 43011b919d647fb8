package dev.trestle.sdk.surroundings;

import dev.trestle.sdk.promise.Api;

/**
 * Secrets that a plugin makes, or is given in a mutation, and keeps in its records: keys to sign
 * with, tokens of accounts. Sealed, they are encrypted and authenticated under the desk's key and
 * belong to the one plugin; nobody reads them back from the store, its log or its backups.
 */
@Api
public interface Secrets {
  /**
   * Bytes that nobody can foresee.
   *
   * @param count 1 to 1,024
   */
  byte[] random(int count);

  /**
   * Seals a secret, at most 64 KiB.
   *
   * @return text for a record; another one each time
   */
  String seal(byte[] secret);

  /**
   * Opens what this plugin sealed on this desk.
   *
   * @throws IllegalArgumentException when it did not
   */
  byte[] open(String sealed);
}
