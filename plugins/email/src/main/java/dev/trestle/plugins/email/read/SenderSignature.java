package dev.trestle.plugins.email.read;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds the lines at the end of a text with which its sender signs, by the sender's name. They stay
 * visible, because a name alone does not make a line unimportant.
 */
final class SenderSignature {
  private static final int LINES_MAX = 40;
  private static final int LENGTH_MAX = 80;
  private static final int WORDS_MAX = 8;
  private static final int NAME_MIN = 3;
  private static final int RULE_ABOVE_MAX = 8;
  private static final int CLOSING_WORDS_MAX = 4;
  private static final Pattern RULE = Pattern.compile("^\\s*[-_=*]{2,}\\s*$");

  private SenderSignature() {}

  /**
   * The first line of it; {@code end} when there is none.
   *
   * @param sender the name, or the address where there is no name
   */
  static int begin(List<String> lines, int end, String sender) {
    List<String> names =
        Arrays.stream(sender.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}@._+-]+|@.*|[._]"))
            .filter(word -> word.length() >= NAME_MIN)
            .toList();
    int first = end;
    for (int i = end - 1; i > 0 && i >= end - LINES_MAX && isShort(lines.get(i)); i--) {
      if (names(lines.get(i), names)) {
        first = i;
      }
    }
    return first == end ? end : above(lines, first);
  }

  private static boolean isShort(String line) {
    return line.strip().length() <= LENGTH_MAX;
  }

  private static int words(String line) {
    return line.isBlank() ? 0 : line.strip().split("\\s+").length;
  }

  private static boolean names(String line, List<String> names) {
    String plain = line.strip().toLowerCase(Locale.ROOT);
    List<String> said = Arrays.asList(plain.split("[^\\p{L}\\p{N}]+"));
    return words(plain) <= WORDS_MAX
        && !plain.endsWith("?")
        && !plain.endsWith("!")
        && !plain.endsWith(":")
        && names.stream().anyMatch(said::contains);
  }

  /** What belongs to it above the name: a ruled line, or "Thank you,". */
  private static int above(List<String> lines, int first) {
    for (int i = first - 1; i > 0 && i >= first - RULE_ABOVE_MAX && isShort(lines.get(i)); i--) {
      if (RULE.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    String before = lines.get(first - 1).strip();
    boolean thanks = before.endsWith(",") && words(before) <= CLOSING_WORDS_MAX;
    return thanks && first > 1 ? first - 1 : first;
  }
}
