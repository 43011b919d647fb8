package dev.trestle.domain.credentials;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.record.Stored;
import java.util.List;
import java.util.UUID;

/**
 * A long-lived credential of a machine.
 *
 * @param name what people call it, such as "monitoring probe"
 * @param secretHash the SHA-256 hash of the secret; the secret itself is shown once and not kept
 * @param scopes the permissions the token is narrowed to; empty means none
 * @param expiresAtMillis the token is refused from this time on
 * @param revokedAtMillis when it was revoked; 0 while it is valid
 * @param lastFour the last four characters of the secret, to tell tokens apart
 * @param extra fields of a later version, carried along untouched
 */
public record ApiToken(
    UUID id,
    int version,
    String name,
    UUID principalId,
    String secretHash,
    List<String> scopes,
    long createdAtMillis,
    long expiresAtMillis,
    long revokedAtMillis,
    String lastFour,
    Document extra)
    implements Stored {

  public ApiToken {
    scopes = List.copyOf(scopes);
  }

  public boolean revoked() {
    return revokedAtMillis != 0;
  }

  /** The token revoked at the given time; an already revoked one keeps its first time. */
  public ApiToken revoke(long atMillis) {
    return revoked()
        ? this
        : new ApiToken(
            id,
            version,
            name,
            principalId,
            secretHash,
            scopes,
            createdAtMillis,
            expiresAtMillis,
            atMillis,
            lastFour,
            extra);
  }

  /** The same record as the next version, as a commit puts it. */
  public ApiToken nextVersion() {
    return new ApiToken(
        id,
        version + 1,
        name,
        principalId,
        secretHash,
        scopes,
        createdAtMillis,
        expiresAtMillis,
        revokedAtMillis,
        lastFour,
        extra);
  }

  /** The hash is left out, so that a log line cannot carry it away. */
  @Override
  public String toString() {
    return "ApiToken[id=" + id + ", version=" + version + ", name=" + name + "]";
  }
}
