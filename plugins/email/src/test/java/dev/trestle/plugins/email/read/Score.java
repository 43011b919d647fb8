package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * How often what we read is what the peer expects, with the differences. A digest of its name puts
 * each message into one of two parts: a rule can be made from the first, and tried on the second, a
 * quarter of them.
 */
final class Score {
  private static final int SHOWN = 200;

  private final String what;
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Integer> tolerated = new LinkedHashMap<>();
  private final int[] asked = new int[2];
  private final int[] missed = new int[2];

  Score(String what) {
    this.what = what;
  }

  /** 0 for a message of the larger part, 1 for one that is held back. */
  static int part(String where) {
    String file = where.strip().split("[#|]| (?=\\S)", 2)[0];
    String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[a-z]{2,4}$", "");
    CRC32 digest = new CRC32();
    digest.update(("trestle:" + name).getBytes(StandardCharsets.UTF_8));
    return (digest.getValue() >> 3 & 3) == 3 ? 1 : 0;
  }

  void same(String where, Object expected, Object read) {
    boolean equal = Objects.equals(expected, read);
    if (!equal && isDamaged(expected, read)) {
      tolerate("characters that the peer lost (U+FFFD) and we read");
      equal = true;
    }
    holds(where, equal, expected, read);
  }

  /** Notes that something other than what the peer expects counts as right, and why. */
  void tolerate(String reason) {
    tolerated.merge(reason, 1, Integer::sum);
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
    int part = part(where);
    asked[part]++;
    if (!right) {
      missed[part]++;
      differences.add(
          (part == 0 ? "" : "[held back] ")
              + where
              + ": expected "
              + shown(expected)
              + ", read "
              + shown(read));
    }
  }

  private static String shown(Object value) {
    String text = String.valueOf(value).replace("\n", "\\n").replace("\r", "\\r");
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  private static double percent(int asked, int missed) {
    return asked == 0 ? 100 : 100.0 * (asked - missed) / asked;
  }

  /** Prints the figures and the differences, and gives the share in per cent. */
  double print() {
    int all = asked[0] + asked[1];
    int wrong = missed[0] + missed[1];
    System.out.printf(
        "%s: %d of %d, %.1f %%; seen %d of %d, %.1f %%; held back %d of %d, %.1f %%%n",
        what,
        all - wrong,
        all,
        percent(all, wrong),
        asked[0] - missed[0],
        asked[0],
        percent(asked[0], missed[0]),
        asked[1] - missed[1],
        asked[1],
        percent(asked[1], missed[1]));
    tolerated.forEach((reason, n) -> System.out.println("  tolerated: " + reason + ": " + n));
    differences.forEach(one -> System.out.println("  " + one));
    return all == 0 ? 0 : percent(all, wrong);
  }

  /** Prints, and fails below a share in per cent. */
  void atLeast(double percent) {
    double reached = print();
    assertTrue(reached >= percent, () -> what + " reaches " + reached + " %: " + differences);
  }
}
