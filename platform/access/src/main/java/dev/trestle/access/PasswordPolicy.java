package dev.trestle.access;

import dev.trestle.domain.credentials.SignInDesk.PasswordProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Judges new passwords after NIST SP 800-63B: length counts, commonness and closeness to the
 * person's address disqualify, and nobody is made to sprinkle digits and signs.
 */
final class PasswordPolicy {
  private static final int DISTINCT_MIN = 5;
  private static final int EMAIL_PART_MIN = 4;
  private static final List<String> ROWS =
      List.of(
          "abcdefghijklmnopqrstuvwxyz",
          "01234567890123456789",
          "qwertyuiopasdfghjklzxcvbnm",
          "qwertzuiopasdfghjklyxcvbnm",
          "azertyuiopqsdfghjklmwxcvbn",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm");

  private final int lengthMin;
  private final Set<String> common;

  PasswordPolicy(int lengthMin) {
    this.lengthMin = lengthMin;
    this.common = load();
  }

  /** All that is wrong with a password for the account of this address; empty when nothing is. */
  List<PasswordProblem> problems(String password, String email) {
    if (password.length() > PasswordHasher.LENGTH_MAX) {
      return List.of(PasswordProblem.PASSWORD_TOO_LONG);
    }
    if (!password.isEmpty() && PasswordHasher.bytes(password) == null) {
      return List.of(PasswordProblem.PASSWORD_NOT_TEXT);
    }
    List<PasswordProblem> problems = new ArrayList<>();
    String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    if (normal.codePointCount(0, normal.length()) < lengthMin) {
      problems.add(PasswordProblem.PASSWORD_TOO_SHORT);
    }
    String lower = normal.toLowerCase(Locale.ROOT);
    if (common(lower)) {
      problems.add(PasswordProblem.PASSWORD_TOO_COMMON);
    }
    if (containsEmail(lower, email.toLowerCase(Locale.ROOT))) {
      problems.add(PasswordProblem.PASSWORD_CONTAINS_EMAIL);
    }
    return problems;
  }

  private boolean common(String lower) {
    if (common.contains(lower) || lower.chars().distinct().count() < DISTINCT_MIN) {
      return true;
    }
    // "P@ssword2026!" is the common word "password" in its Sunday best.
    String bare = strip(lower);
    if (common.contains(bare)
        || common.contains(plain(bare))
        || common.contains(strip(plain(lower)))) {
      return true;
    }
    String backwards = new StringBuilder(lower).reverse().toString();
    for (String row : ROWS) {
      if (row.contains(lower) || row.contains(backwards)) {
        return true;
      }
    }
    return repeats(lower);
  }

  private static boolean repeats(String lower) {
    for (int unit = 1; unit <= lower.length() / 2; unit++) {
      if (lower.length() % unit == 0
          && unit <= 6
          && lower.substring(0, unit).repeat(lower.length() / unit).equals(lower)) {
        return true;
      }
    }
    return false;
  }

  /** The text without digits and signs before and after its letters. */
  private static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && !Character.isLetter(text.charAt(from))) {
      from++;
    }
    while (to > from && !Character.isLetter(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** The text with the usual disguises undone. */
  private static String plain(String text) {
    return text.replace('@', 'a')
        .replace('4', 'a')
        .replace('3', 'e')
        .replace('1', 'i')
        .replace('!', 'i')
        .replace('0', 'o')
        .replace('5', 's')
        .replace('$', 's')
        .replace('7', 't');
  }

  private static boolean containsEmail(String lower, String email) {
    if (email.isEmpty()) {
      return false;
    }
    int sign = email.indexOf('@');
    String local = sign < 0 ? email : email.substring(0, sign);
    return lower.contains(email) || (local.length() >= EMAIL_PART_MIN && lower.contains(local));
  }

  private static Set<String> load() {
    Set<String> words = new HashSet<>();
    try (InputStream in = PasswordPolicy.class.getResourceAsStream("common-passwords.txt")) {
      if (in == null) {
        throw new IllegalStateException("the list of common passwords is missing from the jar");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          words.add(line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the list of common passwords is unreadable", e);
    }
    return words;
  }
}
