package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How often what we read is what the peer expects, with the differences. */
final class Score {
  private static final int SHOWN = 200;

  private final String what;
  private final List<String> differences = new ArrayList<>();
  private int asked;

  Score(String what) {
    this.what = what;
  }

  void same(String where, Object expected, Object read) {
    holds(where, Objects.equals(expected, read) || isDamaged(expected, read), expected, read);
  }

  // Where the peer lost a character, any that we read instead is better.
  private static boolean isDamaged(Object expected, Object read) {
    return expected instanceof String text
        && text.indexOf('\uFFFD') >= 0
        && read instanceof String ours
        && Pattern.compile(
                Arrays.stream(text.split("\uFFFD", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".{1,2}")))
            .matcher(ours)
            .matches();
  }

  static boolean same(String expected, String read) {
    return expected.equals(read) || isDamaged(expected, read);
  }

  void holds(String where, boolean right, Object expected, Object read) {
    asked++;
    if (!right) {
      differences.add(where + ": expected " + shown(expected) + ", read " + shown(read));
    }
  }

  private static String shown(Object value) {
    String text = String.valueOf(value).replace("\n", "\\n");
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  /** Prints the figure and the differences, and fails below a share in per cent. */
  void atLeast(double percent) {
    double reached = asked == 0 ? 0 : 100.0 * (asked - differences.size()) / asked;
    System.out.printf("%s: %d of %d, %.1f %%%n", what, asked - differences.size(), asked, reached);
    differences.forEach(one -> System.out.println("  " + one));
    assertTrue(reached >= percent, () -> what + " reaches " + reached + " %: " + differences);
  }
}
