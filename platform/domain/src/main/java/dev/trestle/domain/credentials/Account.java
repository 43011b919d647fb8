package dev.trestle.domain.credentials;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.record.Stored;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The means by which one principal signs in with a password.
 *
 * @param principalId the agent, contact or service that signs in
 * @param principalKind the name of a {@link dev.trestle.sdk.desk.PrincipalKind}
 * @param email the sign-in name, trimmed and in lower case, unique among accounts
 * @param passwordHash an Argon2id hash as a PHC string; null when only an outside issuer signs in
 * @param mustChangePassword true while the password is a one-time password
 * @param totpSecretSealed the sealed shared secret; null when no second factor was set up
 * @param totpConfirmed true once a code was shown to work; before that no code is asked for
 * @param totpLastStep the last accepted time step, which and before which no code is accepted again
 * @param recoveryCodeHashes hashes of the recovery codes not used yet
 * @param failedAttempts wrong passwords since the last successful sign-in
 * @param lockedUntilMillis no attempt is evaluated before this time; 0 when not locked
 * @param sessionsValidAfterMillis sessions begun before this time are void
 * @param extra fields of a later version, carried along untouched
 */
public record Account(
    UUID id,
    int version,
    UUID principalId,
    String principalKind,
    String email,
    @Nullable String passwordHash,
    boolean mustChangePassword,
    @Nullable String totpSecretSealed,
    boolean totpConfirmed,
    long totpLastStep,
    List<String> recoveryCodeHashes,
    int failedAttempts,
    long lockedUntilMillis,
    boolean disabled,
    long sessionsValidAfterMillis,
    long createdAtMillis,
    Document extra)
    implements Stored {

  public Account {
    recoveryCodeHashes = List.copyOf(recoveryCodeHashes);
  }

  /** True when a second factor is set up and has to be shown at every sign-in. */
  public boolean secondFactorRequired() {
    return totpConfirmed && totpSecretSealed != null;
  }

  /** The account after a wrong password or code. */
  public Account failed(int failures, long lockedUntil) {
    return new Account(
        id,
        version,
        principalId,
        principalKind,
        email,
        passwordHash,
        mustChangePassword,
        totpSecretSealed,
        totpConfirmed,
        totpLastStep,
        recoveryCodeHashes,
        failures,
        lockedUntil,
        disabled,
        sessionsValidAfterMillis,
        createdAtMillis,
        extra);
  }

  /** The account with another password; sessions begun before the given time are void. */
  public Account withPassword(String hash, boolean mustChange, long sessionsValidAfter) {
    return new Account(
        id,
        version,
        principalId,
        principalKind,
        email,
        hash,
        mustChange,
        totpSecretSealed,
        totpConfirmed,
        totpLastStep,
        recoveryCodeHashes,
        0,
        0,
        disabled,
        sessionsValidAfter,
        createdAtMillis,
        extra);
  }

  /** The account with the same password, hashed anew under stronger parameters. */
  public Account withRenewedHash(String hash) {
    return withPassword(hash, mustChangePassword, sessionsValidAfterMillis);
  }

  /** The account with another state of its second factor. */
  public Account withSecondFactor(
      @Nullable String secretSealed, boolean confirmed, long lastStep, List<String> codeHashes) {
    return new Account(
        id,
        version,
        principalId,
        principalKind,
        email,
        passwordHash,
        mustChangePassword,
        secretSealed,
        confirmed,
        lastStep,
        codeHashes,
        failedAttempts,
        lockedUntilMillis,
        disabled,
        sessionsValidAfterMillis,
        createdAtMillis,
        extra);
  }

  /** The same record as the next version, as a commit puts it. */
  public Account nextVersion() {
    return new Account(
        id,
        version + 1,
        principalId,
        principalKind,
        email,
        passwordHash,
        mustChangePassword,
        totpSecretSealed,
        totpConfirmed,
        totpLastStep,
        recoveryCodeHashes,
        failedAttempts,
        lockedUntilMillis,
        disabled,
        sessionsValidAfterMillis,
        createdAtMillis,
        extra);
  }

  /** The account barred from signing in, or let in again; its sessions so far are void. */
  public Account withStanding(boolean barred, long sessionsValidAfter) {
    return new Account(
        id,
        version,
        principalId,
        principalKind,
        email,
        passwordHash,
        mustChangePassword,
        totpSecretSealed,
        totpConfirmed,
        totpLastStep,
        recoveryCodeHashes,
        failedAttempts,
        lockedUntilMillis,
        barred,
        sessionsValidAfter,
        createdAtMillis,
        extra);
  }

  /** The account under another sign-in name. */
  public Account withEmail(String other) {
    return new Account(
        id,
        version,
        principalId,
        principalKind,
        other,
        passwordHash,
        mustChangePassword,
        totpSecretSealed,
        totpConfirmed,
        totpLastStep,
        recoveryCodeHashes,
        failedAttempts,
        lockedUntilMillis,
        disabled,
        sessionsValidAfterMillis,
        createdAtMillis,
        extra);
  }

  /** Hashes and the sealed secret are left out, so that a log line cannot carry them away. */
  @Override
  public String toString() {
    return "Account[id=" + id + ", version=" + version + ", principalId=" + principalId + "]";
  }
}
