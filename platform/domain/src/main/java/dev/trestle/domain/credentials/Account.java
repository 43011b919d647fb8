package dev.trestle.domain.credentials;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.record.Stored;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
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
    return with(copy -> {
      copy.failedAttempts = failures;
      copy.lockedUntilMillis = lockedUntil;
    });
  }

  /** The account with another password; sessions begun before the given time are void. */
  public Account withPassword(String hash, boolean mustChange, long sessionsValidAfter) {
    return with(copy -> {
      copy.passwordHash = hash;
      copy.mustChangePassword = mustChange;
      copy.sessionsValidAfterMillis = sessionsValidAfter;
      copy.failedAttempts = 0;
      copy.lockedUntilMillis = 0;
    });
  }

  /** The account with the same password, hashed anew under stronger parameters. */
  public Account withRenewedHash(String hash) {
    return withPassword(hash, mustChangePassword, sessionsValidAfterMillis);
  }

  /** The account with another state of its second factor. */
  public Account withSecondFactor(
      @Nullable String secretSealed, boolean confirmed, long lastStep, List<String> codeHashes) {
    return with(copy -> {
      copy.totpSecretSealed = secretSealed;
      copy.totpConfirmed = confirmed;
      copy.totpLastStep = lastStep;
      copy.recoveryCodeHashes = codeHashes;
    });
  }

  /** The same record as the next version, as a commit puts it. */
  public Account nextVersion() {
    return with(copy -> copy.version = version + 1);
  }

  /** The account barred from signing in, or let in again; its sessions so far are void. */
  public Account withStanding(boolean barred, long sessionsValidAfter) {
    return with(copy -> {
      copy.disabled = barred;
      copy.sessionsValidAfterMillis = sessionsValidAfter;
    });
  }

  /** The account under another sign-in name. */
  public Account withEmail(String other) {
    return with(copy -> copy.email = other);
  }

  private Account with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.account();
  }

  /** A copy in the making, so that each change names only what it changes. */
  private static final class Copy {
    private final Account from;
    private int version;
    private String email;
    private @Nullable String passwordHash;
    private boolean mustChangePassword;
    private @Nullable String totpSecretSealed;
    private boolean totpConfirmed;
    private long totpLastStep;
    private List<String> recoveryCodeHashes;
    private int failedAttempts;
    private long lockedUntilMillis;
    private boolean disabled;
    private long sessionsValidAfterMillis;

    Copy(Account from) {
      this.from = from;
      this.version = from.version;
      this.email = from.email;
      this.passwordHash = from.passwordHash;
      this.mustChangePassword = from.mustChangePassword;
      this.totpSecretSealed = from.totpSecretSealed;
      this.totpConfirmed = from.totpConfirmed;
      this.totpLastStep = from.totpLastStep;
      this.recoveryCodeHashes = from.recoveryCodeHashes;
      this.failedAttempts = from.failedAttempts;
      this.lockedUntilMillis = from.lockedUntilMillis;
      this.disabled = from.disabled;
      this.sessionsValidAfterMillis = from.sessionsValidAfterMillis;
    }

    Account account() {
      return new Account(
          from.id,
          version,
          from.principalId,
          from.principalKind,
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
          from.createdAtMillis,
          from.extra);
    }
  }

  /** Hashes and the sealed secret are left out, so that a log line cannot carry them away. */
  @Override
  public String toString() {
    return "Account[id=" + id + ", version=" + version + ", principalId=" + principalId + "]";
  }
}
