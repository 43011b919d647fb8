package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.access.SignInGuard.Limits;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignInGuardTest {
  private static final long T0 = 1_000_000_000;

  private final SignInGuard guard = new SignInGuard(Limits.ACCOUNT, Limits.ADDRESS);

  @Test
  void letsFiveGuessesIn_thenDoublesTheWaitUpToAQuarterOfAnHour() {
    long now = T0;
    for (int i = 0; i < 5; i++) {
      assertEquals(0, guard.enter("ada", null, now));
    }
    long expected = 1_000;
    for (int i = 0; i < 15; i++) {
      assertEquals(expected, guard.enter("ada", null, now));
      assertEquals(1, guard.enter("ada", null, now + expected - 1));
      now += expected;
      assertEquals(0, guard.enter("ada", null, now));
      expected = Math.min(expected * 2, 15 * 60_000);
    }
  }

  @Test
  void countsAnAttemptBeforeItsResultIsKnown_soThatManyAtOnceDoNotSlipIn() {
    int in = 0;
    for (int i = 0; i < 100; i++) {
      in += guard.enter("ada", "192.0.2." + i, T0) == 0 ? 1 : 0;
    }
    assertEquals(5, in);
  }

  @Test
  void startsAfresh_afterASuccessOrADayOfQuiet() {
    for (int i = 0; i < 5; i++) {
      guard.enter("ada", null, T0);
    }
    assertTrue(guard.enter("ada", null, T0) > 0);
    assertEquals(0, guard.enter("ada", null, T0 + 24 * 3600_000));
    guard.succeeded("ada", null);
    for (int i = 0; i < 5; i++) {
      assertEquals(0, guard.enter("ADA ", null, T0 + 24 * 3600_000));
    }
  }

  @Test
  void forgivesAnAttemptThatWasNeitherRightNorWrong() {
    for (int i = 0; i < 100; i++) {
      assertEquals(0, guard.enter("ada", "192.0.2.1", T0));
      guard.undecided("ada", "192.0.2.1");
    }
    assertEquals(0, guard.remembered());
  }

  @Test
  void slowsAnAddressDownThatTriesManyAccounts_butOwnSignInsDoNotClearIt() {
    int in = 0;
    for (int i = 0; i < 100; i++) {
      in += guard.enter("user" + i, "192.0.2.1", T0) == 0 ? 1 : 0;
    }
    assertEquals(30, in);
    guard.succeeded("user1", "192.0.2.1");
    assertTrue(guard.enter("other", "192.0.2.1", T0) == 0);
    assertTrue(guard.enter("another", "192.0.2.1", T0) > 0);
    assertEquals(0, guard.enter("other", "192.0.2.2", T0));
  }

  @Test
  void takesANetworkOfIpv6ForOneAddress() {
    int in = 0;
    for (int i = 0; i < 100; i++) {
      in += guard.enter("user" + i, "2001:db8:1:2::" + Integer.toHexString(i), T0) == 0 ? 1 : 0;
    }
    assertEquals(30, in);
    assertEquals(0, guard.enter("fresh", "2001:db8:1:3::1", T0));
  }

  @Test
  void remembersABoundedNumber_whateverItIsTold() {
    for (int i = 0; i < 60_000; i++) {
      guard.enter("user" + i + "x".repeat(i % 1000), "not an address " + i, T0 + i);
    }
    assertTrue(guard.remembered() <= 20_000);
  }

  @Test
  void neverMakesAnybodyWaitLongerThanTheBound_evenWhenTheClockStepsBack() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      SignInGuard one = new SignInGuard(Limits.ACCOUNT, Limits.ADDRESS);
      long now = T0;
      for (int i = 0; i < 300; i++) {
        now += random.nextInt(2_000_000) - 600_000;
        long wait = one.enter("ada", "192.0.2.1", now);
        assertTrue(wait >= 0 && wait <= 15 * 60_000, "seed " + seed);
        if (wait > 0) {
          assertEquals(0, one.enter("ada", "192.0.2.1", now + wait), "seed " + seed);
        }
      }
    }
  }
}
