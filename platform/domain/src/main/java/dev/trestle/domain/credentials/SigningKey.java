package dev.trestle.domain.credentials;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.record.Stored;
import java.util.UUID;

/**
 * A key pair that signs access tokens.
 *
 * @param kid the key id in token headers and in the published key set
 * @param algorithm the only algorithm the key is used with, such as {@code EdDSA}
 * @param publicX the public key: the {@code x} of its JWK, base64url
 * @param privateSealed the sealed private key (PKCS 8)
 * @param activeFromMillis the key signs from this time on; it is published before
 * @param retiresAtMillis tokens signed with the key are refused from this time on; 0 while it has
 *     no successor
 * @param extra fields of a later version, carried along untouched
 */
public record SigningKey(
    UUID id,
    int version,
    String kid,
    String algorithm,
    String publicX,
    String privateSealed,
    long createdAtMillis,
    long activeFromMillis,
    long retiresAtMillis,
    Document extra)
    implements Stored {

  /** The key with an end to its use. */
  public SigningKey retireAt(long atMillis) {
    return new SigningKey(
        id,
        version,
        kid,
        algorithm,
        publicX,
        privateSealed,
        createdAtMillis,
        activeFromMillis,
        atMillis,
        extra);
  }

  public boolean retired(long nowMillis) {
    return retiresAtMillis != 0 && nowMillis >= retiresAtMillis;
  }

  /** The same record as the next version, as a commit puts it. */
  public SigningKey nextVersion() {
    return new SigningKey(
        id,
        version + 1,
        kid,
        algorithm,
        publicX,
        privateSealed,
        createdAtMillis,
        activeFromMillis,
        retiresAtMillis,
        extra);
  }

  /** The sealed private key is left out, so that a log line cannot carry it away. */
  @Override
  public String toString() {
    return "SigningKey[id=" + id + ", version=" + version + ", kid=" + kid + "]";
  }
}
