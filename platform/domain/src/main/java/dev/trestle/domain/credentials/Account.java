package dev.trestle.domain.credentials;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.record.Stored;
import dev.trestle.sdk.desk.PrincipalKind;
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
 * @param passwordExpiresAtMillis a one-time password signs in until then; 0 for as long as it is
 *     not changed
 * @param totpSecretSealed the sealed shared secret; null when no second factor was set up
 * @param totpConfirmed true once a code was shown to work; before that no code is asked for
 * @param totpLastStep the last accepted time step, which and before which no code is accepted again
 * @param recoveryCodeHashes hashes of the recovery codes not used yet
 * @param failedAttempts wrong passwords since the last successful sign-in
 * @param lockedUntilMillis no attempt is evaluated before this time; 0 when not locked
 * @param sessionsValidAfterMillis sessions begun at or before this time are void
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
    long passwordExpiresAtMillis,
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

  /** An account of a principal that cannot sign in yet, for want of a password. */
  public static Account begun(
      UUID id, UUID principalId, PrincipalKind kind, String email, long createdAtMillis) {
    return new Account(
        id,
        0,
        principalId,
        kind.name(),
        email,
        null,
        false,
        0,
        null,
        false,
        0,
        List.of(),
        0,
        0,
        false,
        0,
        createdAtMillis,
        Document.empty());
  }

  /** Whether a session begun at this time was ended together with all others of its time. */
  public boolean voids(Session session) {
    return session.createdAtMillis() <= sessionsValidAfterMillis;
  }

  /**
   * When a session that is opened at this time begins: after all that are void, even when the same
   * millisecond voided them, or the clock stepped back since.
   */
  public long sessionBegin(long nowMillis) {
    return Math.max(nowMillis, sessionsValidAfterMillis + 1);
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

  /** The account with a password of its owner's choice; its sessions so far are void. */
  public Account withPassword(String hash, long atMillis) {
    return with(copy -> {
      copy.passwordHash = hash;
      copy.mustChangePassword = false;
      copy.passwordExpiresAtMillis = 0;
      copy.endSessions(atMillis);
      copy.failedAttempts = 0;
      copy.lockedUntilMillis = 0;
    });
  }

  /** The account with a one-time password that lives until the given time; as above. */
  public Account withOneTimePassword(String hash, long atMillis, long expiresAtMillis) {
    return withPassword(hash, atMillis)
        .with(copy -> {
          copy.mustChangePassword = true;
          copy.passwordExpiresAtMillis = expiresAtMillis;
        });
  }

  /** Whether the password is a one-time password whose time is over. */
  public boolean passwordExpired(long nowMillis) {
    return mustChangePassword
        && passwordExpiresAtMillis != 0
        && nowMillis >= passwordExpiresAtMillis;
  }

  /** The account with the same password, hashed anew under stronger parameters. */
  public Account withRenewedHash(String hash) {
    return with(copy -> copy.passwordHash = hash);
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

  /** The same record, to be put in the place of another version of it. */
  public Account inPlaceOf(Account other) {
    return with(copy -> copy.version = other.version);
  }

  /** Whether nothing but failed attempts was counted since; a right password is right then too. */
  public boolean onlyFailedSince(Account earlier) {
    return failed(0, 0).inPlaceOf(earlier).equals(earlier.failed(0, 0));
  }

  /** The account barred from signing in, or let in again; its sessions so far are void. */
  public Account withStanding(boolean barred, long atMillis) {
    return with(copy -> {
      copy.disabled = barred;
      copy.endSessions(atMillis);
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
    private long passwordExpiresAtMillis;
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
      this.passwordExpiresAtMillis = from.passwordExpiresAtMillis;
      this.totpSecretSealed = from.totpSecretSealed;
      this.totpConfirmed = from.totpConfirmed;
      this.totpLastStep = from.totpLastStep;
      this.recoveryCodeHashes = from.recoveryCodeHashes;
      this.failedAttempts = from.failedAttempts;
      this.lockedUntilMillis = from.lockedUntilMillis;
      this.disabled = from.disabled;
      this.sessionsValidAfterMillis = from.sessionsValidAfterMillis;
    }

    /** Never back in time, so that what was void stays so after the clock stepped back. */
    void endSessions(long atMillis) {
      sessionsValidAfterMillis = from.sessionBegin(atMillis);
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
          passwordExpiresAtMillis,
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
