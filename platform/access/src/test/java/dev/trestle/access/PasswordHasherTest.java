package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.trestle.access.PasswordHasher.Check;
import dev.trestle.access.PasswordHasher.Parameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
  private final PasswordHasher hasher = new PasswordHasher(Parameters.FOR_TESTS, Desk.seeded(1));

  @Test
  void matchesWhatItHashed_andNothingElse() {
    String hash = hasher.hash("correct horse");
    assertNotNull(hash);
    assertTrue(hash.startsWith("$argon2id$v=19$m=64,t=1,p=1$"));
    assertEquals(Check.MATCHES, hasher.check(hash, "correct horse"));
    assertEquals(Check.DIFFERS, hasher.check(hash, "correct horsE"));
    assertEquals(Check.DIFFERS, hasher.check(hash, ""));
    assertNotEquals(hash, hasher.hash("correct horse"));
  }

  @Test
  void agreesWithAnotherImplementation_underTheParametersOfEveryDay() {
    Argon2Function other = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    PasswordHasher everyDay = new PasswordHasher(Parameters.OWASP, Desk.seeded(1));
    String theirs = Password.hash("grüner Tee, 緑茶").with(other).getResult();
    assertEquals(Check.MATCHES, everyDay.check(theirs, "grüner Tee, 緑茶"));
    String ours = everyDay.hash("grüner Tee, 緑茶");
    assertTrue(Password.check("grüner Tee, 緑茶", ours).with(other));
  }

  @Test
  void takesTheSameLettersTypedOnAnotherKeyboard() {
    String hash = hasher.hash("caf\u00e9 \ufb01ve");
    assertEquals(Check.MATCHES, hasher.check(hash, "cafe\u0301 five"));
  }

  @Test
  void asksToHashAgain_whenTheParametersAreNotTodays() {
    Parameters other = new Parameters(128, 1, 1, 1, 1, Duration.ofSeconds(5));
    String hash = new PasswordHasher(other, Desk.seeded(2)).hash("correct horse");
    assertEquals(Check.MATCHES_OLD_PARAMETERS, hasher.check(hash, "correct horse"));
    assertEquals(Check.DIFFERS, hasher.check(hash, "wrong"));
  }

  @Test
  void neverMatches_forAnAccountWithoutAHash_orWithABrokenOne() {
    for (String stored :
        new String[] {
          null,
          "",
          "plain",
          "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
          "$argon2id$v=19$m=999999,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
          "$argon2id$v=19$m=64,t=0,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g"
        }) {
      assertEquals(Check.DIFFERS, hasher.check(stored, "anything"));
    }
  }

  @Test
  void neverMatchesPasswordsThatAreTooLongOrNoText() {
    String longest = "x".repeat(PasswordHasher.LENGTH_MAX);
    assertEquals(Check.MATCHES, hasher.check(hasher.hash(longest), longest));
    String hash = hasher.hash("?");
    for (String odd : List.of("\ud800", "\udc00", "x".repeat(10_000_000), "\0", "")) {
      assertEquals(Check.DIFFERS, hasher.check(hash, odd));
    }
  }

  @Test
  void saysBusy_whenTooManyWait_andNeverRunsMoreThanItMay() throws Exception {
    Parameters slow = new Parameters(8192, 2, 1, 1, 0, Duration.ofMillis(1));
    PasswordHasher one = new PasswordHasher(slow, Desk.seeded(3));
    List<Callable<Check>> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(() -> one.check(null, "guess"));
    }
    int busy = 0;
    int answered = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Check> each : threads.invokeAll(many)) {
        switch (each.get()) {
          case BUSY -> busy++;
          case DIFFERS -> answered++;
          default -> throw new AssertionError(each.get());
        }
      }
    }
    assertEquals(40, busy + answered);
    assertTrue(answered >= 1);
    assertEquals(Check.DIFFERS, one.check(null, "guess"));
  }

  @Test
  void readsBackTheStringsItWrites_andShowsNoHashInText() {
    String text = hasher.hash("correct horse");
    PhcString parsed = PhcString.parse(String.valueOf(text));
    assertNotNull(parsed);
    assertEquals(text, parsed.text());
    assertFalse(parsed.toString().contains(String.valueOf(text).substring(30)));
    assertNull(PhcString.parse(text + "="));
  }
}
