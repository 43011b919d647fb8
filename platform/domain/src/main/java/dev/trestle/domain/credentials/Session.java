package dev.trestle.domain.credentials;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.record.Stored;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One signed-in device, and at the same time one family of refresh tokens, of which exactly one is
 * current.
 *
 * @param familyHash the hash of what all refresh tokens of this session have in common, by which an
 *     old one is told from a guess
 * @param refreshTokenHash the hash of the current refresh token
 * @param previousTokenHash the hash of the token that was exchanged for the current one; null
 *     before the first exchange
 * @param successorSealed the current token, readable only with the previous one, so that a lost
 *     answer can be given again; null before the first exchange
 * @param previousRotatedAtMillis when the previous token was exchanged; 0 before the first exchange
 * @param expiresAtMillis the session is over at this time unless it is used before
 * @param revokedAtMillis when the session was ended; 0 while it is open
 * @param revokedBecause the name of a {@link RevocationCause}; null while it is open
 * @param userAgent what the client called itself at sign-in, cut to 200 characters
 * @param extra fields of a later version, carried along untouched
 */
public record Session(
    UUID id,
    int version,
    UUID accountId,
    String familyHash,
    String refreshTokenHash,
    @Nullable String previousTokenHash,
    @Nullable String successorSealed,
    long previousRotatedAtMillis,
    long createdAtMillis,
    long expiresAtMillis,
    long revokedAtMillis,
    @Nullable String revokedBecause,
    @Nullable String userAgent,
    Document extra)
    implements Stored {

  public boolean revoked() {
    return revokedAtMillis != 0;
  }

  /** The session after its refresh token was exchanged for another. */
  public Session rotate(
      String tokenHash, String successorSealedForPrevious, long atMillis, long expiresAt) {
    return new Session(
        id,
        version,
        accountId,
        familyHash,
        tokenHash,
        refreshTokenHash,
        successorSealedForPrevious,
        atMillis,
        createdAtMillis,
        expiresAt,
        revokedAtMillis,
        revokedBecause,
        userAgent,
        extra);
  }

  /** The session ended at the given time; an already ended one keeps its first end. */
  public Session revoke(RevocationCause cause, long atMillis) {
    return revoked()
        ? this
        : new Session(
            id,
            version,
            accountId,
            familyHash,
            refreshTokenHash,
            previousTokenHash,
            successorSealed,
            previousRotatedAtMillis,
            createdAtMillis,
            expiresAtMillis,
            atMillis,
            cause.name(),
            userAgent,
            extra);
  }

  /** The same record as the next version, as a commit puts it. */
  public Session nextVersion() {
    return new Session(
        id,
        version + 1,
        accountId,
        familyHash,
        refreshTokenHash,
        previousTokenHash,
        successorSealed,
        previousRotatedAtMillis,
        createdAtMillis,
        expiresAtMillis,
        revokedAtMillis,
        revokedBecause,
        userAgent,
        extra);
  }

  /** Token hashes are left out, so that a log line cannot carry them away. */
  @Override
  public String toString() {
    return "Session[id=" + id + ", version=" + version + ", accountId=" + accountId + "]";
  }
}
