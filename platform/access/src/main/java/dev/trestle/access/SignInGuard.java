package dev.trestle.access;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing, per account and per network address. After some free attempts each further
 * one has to wait, twice as long as the one before, up to a bound; quiet time forgives.
 *
 * <p>An attempt counts as failed from the moment it is let in until it is reported otherwise, so a
 * hundred guesses at once do not slip in before the first has failed. Unknown accounts are treated
 * like known ones. Memory is bounded: the accounts and addresses not heard of longest are
 * forgotten.
 */
public final class SignInGuard {
  private static final int REMEMBERED_MAX = 20_000;
  private static final int KEY_LENGTH_MAX = 320;

  private final Limits perAccount;
  private final Limits perAddress;
  private final Map<String, Failures> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  private record Failures(int count, long lastMillis, long blockedUntilMillis) {}

  /**
   * How strict to be.
   *
   * @param free failures without any wait
   * @param firstWaitMillis the wait after the next failure
   * @param waitMaxMillis the longest wait
   * @param forgiveMillis quiet time after which failures are forgotten
   */
  public record Limits(int free, long firstWaitMillis, long waitMaxMillis, long forgiveMillis) {
    /** Five wrong passwords, then 1 s, 2 s, 4 s ... up to 15 minutes. */
    public static final Limits ACCOUNT = new Limits(5, 1_000, 15 * 60_000, 24 * 3600_000);

    /** More at an address, since a whole office may share one. */
    public static final Limits ADDRESS = new Limits(30, 1_000, 15 * 60_000, 3600_000);

    /** How long to wait after this many failures. */
    public long waitMillis(int failures) {
      int beyond = failures - free;
      if (beyond < 0) {
        return 0;
      }
      return beyond > 30 ? waitMaxMillis : Math.min(waitMaxMillis, firstWaitMillis << beyond);
    }
  }

  public SignInGuard(Limits perAccount, Limits perAddress) {
    this.perAccount = perAccount;
    this.perAddress = perAddress;
  }

  /** Lets an attempt in and answers 0, or answers how many milliseconds it has to wait. */
  public synchronized long enter(String account, @Nullable String address, long nowMillis) {
    String accountKey = accountKey(account);
    String addressKey = addressKey(address);
    long wait =
        Math.max(
            waitOf(accountKey, perAccount, nowMillis),
            addressKey == null ? 0 : waitOf(addressKey, perAddress, nowMillis));
    if (wait > 0) {
      return wait;
    }
    countFailure(accountKey, perAccount, nowMillis);
    if (addressKey != null) {
      countFailure(addressKey, perAddress, nowMillis);
    }
    return 0;
  }

  /** The attempt let in before succeeded: the account starts afresh, the address loses one. */
  public synchronized void succeeded(String account, @Nullable String address) {
    entries.remove(accountKey(account));
    takeBack(addressKey(address), perAddress);
  }

  /** The attempt let in before was neither right nor wrong. */
  public synchronized void undecided(String account, @Nullable String address) {
    takeBack(accountKey(account), perAccount);
    takeBack(addressKey(address), perAddress);
  }

  /** What went wrong with the account so far counts no more: its owner was given a new password. */
  public synchronized void forgive(String account) {
    entries.remove(accountKey(account));
  }

  synchronized int remembered() {
    return entries.size();
  }

  private long waitOf(String key, Limits limits, long nowMillis) {
    Failures entry = entries.get(key);
    if (entry == null) {
      return 0;
    }
    if (Math.abs(nowMillis - entry.lastMillis()) >= limits.forgiveMillis()) {
      entries.remove(key);
      return 0;
    }
    if (nowMillis < entry.lastMillis()) {
      // The clock stepped back: the wait begins anew, so that nobody waits for the step as well.
      entry = new Failures(entry.count(), nowMillis, nowMillis + limits.waitMillis(entry.count()));
      entries.put(key, entry);
    }
    return Math.max(0, entry.blockedUntilMillis() - nowMillis);
  }

  private void countFailure(String key, Limits limits, long nowMillis) {
    Failures entry = entries.get(key);
    int failures = entry == null ? 1 : Math.min(entry.count() + 1, 1_000);
    entries.put(key, new Failures(failures, nowMillis, nowMillis + limits.waitMillis(failures)));
  }

  private void takeBack(@Nullable String key, Limits limits) {
    Failures entry = key == null ? null : entries.get(key);
    if (key == null || entry == null) {
      return;
    }
    int failures = entry.count() - 1;
    if (failures <= 0) {
      entries.remove(key);
    } else {
      entries.put(
          key,
          new Failures(
              failures, entry.lastMillis(), entry.lastMillis() + limits.waitMillis(failures)));
    }
  }

  private static String accountKey(String account) {
    String cut = account.length() > KEY_LENGTH_MAX ? account.substring(0, KEY_LENGTH_MAX) : account;
    return "account " + cut.strip().toLowerCase(Locale.ROOT);
  }

  /** The address, of IPv6 the network of 64 bits, which is what one subscriber has. */
  private static @Nullable String addressKey(@Nullable String address) {
    if (address == null) {
      return null;
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      StringBuilder key = new StringBuilder("address ");
      for (int i = 0; i < Math.min(bytes.length, 8); i++) {
        key.append(bytes[i] & 0xff).append('.');
      }
      return key.toString();
    } catch (IllegalArgumentException e) {
      // Not an address of a network, such as a local socket: one bucket for its text.
      return "address " + address.substring(0, Math.min(address.length(), KEY_LENGTH_MAX));
    }
  }
}
