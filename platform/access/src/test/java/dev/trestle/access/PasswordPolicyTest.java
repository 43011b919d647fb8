package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.credentials.SignInDesk.PasswordProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordPolicyTest {
  private final PasswordPolicy policy = new PasswordPolicy(12);

  private List<PasswordProblem> problems(String password) {
    return policy.problems(password, "ada.lovelace@example.test");
  }

  @Test
  void takesLongPasswordsOfAnyCharacters() {
    for (String good :
        List.of(
            "seven tall herons wade",
            "kleine Füchse träumen",
            "緑茶を飲みながら本を読む夜",
            "aB3$kk92-pqLL",
            "correct battery herons")) {
      assertEquals(List.of(), problems(good), good);
    }
  }

  @Test
  void countsCharactersAsPeopleDo() {
    assertEquals(List.of(PasswordProblem.PASSWORD_TOO_SHORT), problems("sevenherons"));
    assertEquals(
        List.of(PasswordProblem.PASSWORD_TOO_SHORT),
        problems("\ud83d\ude00\ud83d\ude01\ud83d\ude02\ud83d\ude03\ud83d\ude04\ud83d\ude05"));
    assertEquals(List.of(PasswordProblem.PASSWORD_TOO_LONG), problems("x".repeat(257)));
  }

  @Test
  void refusesCommonPasswords_alsoDressedUp() {
    for (String bad :
        List.of(
            "password12345",
            "Password2026!",
            "P@ssw0rd!!2026",
            "!!Passw0rd1234",
            "qwertyuiop12",
            "123456789012",
            "210987654321",
            "abcdefghijkl",
            "zyxwvutsrqponm",
            "aaaaaaaaaaaaaa",
            "abcabcabcabc",
            "Administrator1",
            "servicedesk2026",
            "correcthorsebatterystaple")) {
      assertTrue(problems(bad).contains(PasswordProblem.PASSWORD_TOO_COMMON), bad);
    }
  }

  @Test
  void refusesPasswordsWithTheAddressInside() {
    assertEquals(
        List.of(PasswordProblem.PASSWORD_CONTAINS_EMAIL), problems("my Ada.Lovelace 1815"));
    assertEquals(
        List.of(PasswordProblem.PASSWORD_CONTAINS_EMAIL), problems("ada.lovelace@example.test"));
    assertEquals(List.of(), policy.problems("bob rows a green boat", "bob@example.test"));
  }

  @Test
  void namesAllProblemsAtOnce_andRefusesWhatIsNoText() {
    assertEquals(
        List.of(PasswordProblem.PASSWORD_TOO_SHORT, PasswordProblem.PASSWORD_TOO_COMMON),
        problems("password"));
    assertEquals(List.of(PasswordProblem.PASSWORD_NOT_TEXT), problems("seven tall \ud800 herons"));
    assertEquals(List.of(PasswordProblem.PASSWORD_NOT_TEXT), problems("seven tall\0 herons"));
    assertTrue(problems("").contains(PasswordProblem.PASSWORD_TOO_SHORT));
  }

  @Test
  void givesOneTimePasswordsThatPassItself_andNeverTheSameTwice() {
    ReadableSecrets secrets = new ReadableSecrets(Desk.seeded(5));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String password = secrets.oneTimePassword();
      assertTrue(password.matches("([0-9a-z]{4}-){5}[0-9a-z]{4}"), password);
      assertEquals(List.of(), problems(password));
      assertTrue(seen.add(password));
    }
  }
}
