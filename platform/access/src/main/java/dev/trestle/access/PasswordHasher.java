package dev.trestle.access;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id (RFC 9106).
 *
 * <p>Passwords are normalised to NFKC first (NIST SP 800-63B), so that the same letters typed on
 * another keyboard match. Each computation takes the memory of its parameters, so only a few run at
 * a time; who waits too long, or finds too many waiting, is told that the desk is busy.
 */
public final class PasswordHasher {
  /** Longer input is refused before any work is done. */
  static final int LENGTH_MAX = 256;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Parameters parameters;
  private final SecureRandom random;
  private final Semaphore running;
  private final PhcString nobody;

  /**
   * @param memoryKiB memory of one computation
   * @param concurrentMax computations at a time
   * @param waitingMax how many more may wait
   * @param waitMax how long one waits
   */
  public record Parameters(
      int memoryKiB,
      int iterations,
      int parallelism,
      int concurrentMax,
      int waitingMax,
      Duration waitMax) {

    /**
     * The OWASP Password Storage Cheat Sheet's first recommendation for Argon2id, 19 MiB, two
     * passes, one lane; at most four at a time, so 76 MiB.
     */
    public static final Parameters OWASP =
        new Parameters(19_456, 2, 1, 4, 64, Duration.ofSeconds(5));

    /** Far too weak for anything but tests that are not about hashing. */
    public static final Parameters FOR_TESTS =
        new Parameters(64, 1, 1, 4, 64, Duration.ofSeconds(5));
  }

  /** What a comparison came to. */
  public enum Check {
    MATCHES,
    /** Matches, but was hashed with other parameters than today's: hash it again. */
    MATCHES_OLD_PARAMETERS,
    DIFFERS,
    BUSY
  }

  public PasswordHasher(Parameters parameters, SecureRandom random) {
    this.parameters = parameters;
    this.random = random;
    this.running = new Semaphore(parameters.concurrentMax(), true);
    byte[] salt = new byte[SALT_BYTES];
    byte[] hash = new byte[HASH_BYTES];
    random.nextBytes(salt);
    random.nextBytes(hash);
    this.nobody =
        new PhcString(
            parameters.memoryKiB(), parameters.iterations(), parameters.parallelism(), salt, hash);
  }

  /** The hash of a password the policy has accepted; null when the desk is busy. */
  public @Nullable String hash(String password) {
    byte[] bytes = bytes(password);
    if (bytes == null) {
      throw new IllegalArgumentException("a password the policy refuses");
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    PhcString wanted =
        new PhcString(
            parameters.memoryKiB(),
            parameters.iterations(),
            parameters.parallelism(),
            salt,
            new byte[HASH_BYTES]);
    byte[] hash = compute(wanted, bytes);
    return hash == null
        ? null
        : new PhcString(wanted.memoryKiB(), wanted.iterations(), wanted.parallelism(), salt, hash)
            .text();
  }

  /**
   * Compares a password with a stored hash.
   *
   * @param stored null for an account that is unknown or has no password: the same work is done for
   *     nothing, so that the time of the answer does not tell
   */
  public Check check(@Nullable String stored, String password) {
    PhcString wanted = stored == null ? null : PhcString.parse(stored);
    byte[] bytes = bytes(password);
    boolean possible = wanted != null && bytes != null;
    PhcString against = wanted == null ? nobody : wanted;
    byte[] hash = compute(against, bytes == null ? new byte[1] : bytes);
    if (hash == null) {
      return Check.BUSY;
    }
    boolean same = MessageDigest.isEqual(hash, against.hash());
    if (!same || !possible) {
      return Check.DIFFERS;
    }
    return against.memoryKiB() == parameters.memoryKiB()
            && against.iterations() == parameters.iterations()
            && against.parallelism() == parameters.parallelism()
        ? Check.MATCHES
        : Check.MATCHES_OLD_PARAMETERS;
  }

  /** The normalised bytes of a password; null for one that is too long or not text. */
  static byte @Nullable [] bytes(String password) {
    if (password.isEmpty() || password.length() > LENGTH_MAX || password.indexOf('\0') >= 0) {
      return null;
    }
    try {
      var encoded =
          StandardCharsets.UTF_8
              .newEncoder()
              .encode(
                  java.nio.CharBuffer.wrap(Normalizer.normalize(password, Normalizer.Form.NFKC)));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      // Half a surrogate pair: all such would otherwise become the same question mark.
      return null;
    }
  }

  private byte @Nullable [] compute(PhcString wanted, byte[] password) {
    if (!enter()) {
      return null;
    }
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(wanted.memoryKiB())
              .withIterations(wanted.iterations())
              .withParallelism(wanted.parallelism())
              .withSalt(wanted.salt())
              .build());
      byte[] hash = new byte[wanted.hash().length];
      generator.generateBytes(password, hash);
      return hash;
    } finally {
      running.release();
      Arrays.fill(password, (byte) 0);
    }
  }

  private boolean enter() {
    if (running.tryAcquire()) {
      return true;
    }
    if (running.getQueueLength() >= parameters.waitingMax()) {
      return false;
    }
    try {
      return running.tryAcquire(parameters.waitMax().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
