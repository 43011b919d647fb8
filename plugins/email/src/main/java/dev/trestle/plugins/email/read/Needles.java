package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of which at least one stands in every text that a regular expression is found in. Looking
 * for them first is many times faster than for the expression, and most texts have none of them.
 */
final class Needles {
  private final String regex;
  private int at;
  private List<String> best = List.of();
  private final StringBuilder run = new StringBuilder();

  private Needles(String regex) {
    this.regex = regex;
  }

  /** The words of an expression; none when nothing is certain. */
  static List<String> of(String regex) {
    List<String> all = new ArrayList<>();
    for (String alternative : alternatives(regex)) {
      List<String> some = new Needles(alternative).ofSequence();
      if (some.isEmpty()) {
        return List.of();
      }
      all.addAll(some);
    }
    return List.copyOf(all);
  }

  private List<String> ofSequence() {
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == '(' || c == '[') {
        int end = c == '(' ? groupEnd(regex, at) : classEnd(regex, at);
        String inside = regex.substring(at + 1, end - 1);
        at = end;
        endRun();
        if (c == '(' && !isOptional()) {
          take(ofGroup(inside));
        }
        skipQuantifier();
      } else if (c == '\\' && at + 1 < regex.length()) {
        char escaped = regex.charAt(at + 1);
        at += 2;
        if (Character.isLetterOrDigit(escaped)) {
          endRun();
          skipQuantifier();
        } else {
          letter(escaped);
        }
      } else if (".^$".indexOf(c) >= 0) {
        at++;
        endRun();
        skipQuantifier();
      } else {
        at++;
        letter(c);
      }
    }
    endRun();
    return best;
  }

  private void letter(char c) {
    if (isOptional()) {
      endRun();
    } else {
      run.append(c);
    }
    if (skipQuantifier()) {
      endRun();
    }
  }

  private void endRun() {
    if (!run.isEmpty()) {
      take(List.of(run.toString()));
      run.setLength(0);
    }
  }

  /** Keeps what says more: whose shortest word is longer. */
  private void take(List<String> words) {
    if (shortest(words) > shortest(best)) {
      best = words;
    }
  }

  private static int shortest(List<String> words) {
    return words.stream().mapToInt(String::length).min().orElse(0);
  }

  private static List<String> ofGroup(String inside) {
    if (!inside.startsWith("?")) {
      return of(inside);
    }
    // What only looks around is not necessarily there.
    return inside.startsWith("?:")
        ? of(inside.substring(2))
        : inside.startsWith("?-i:") ? of(inside.substring(4)) : List.of();
  }

  /** Whether what was just read may be missing. */
  private boolean isOptional() {
    return at < regex.length()
        && ("?*".indexOf(regex.charAt(at)) >= 0 || regex.startsWith("{0", at));
  }

  private boolean skipQuantifier() {
    int from = at;
    if (at < regex.length() && "?*+".indexOf(regex.charAt(at)) >= 0) {
      at++;
    } else if (at < regex.length() && regex.charAt(at) == '{') {
      at = regex.indexOf('}', at) + 1;
    }
    if (at > from && at < regex.length() && "?+".indexOf(regex.charAt(at)) >= 0) {
      at++;
    }
    return at > from;
  }

  /** The expressions between the bars that stand in no bracket. */
  static List<String> alternatives(String regex) {
    List<String> all = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == '|') {
        all.add(regex.substring(from, at));
        from = at + 1;
      }
      at =
          switch (c) {
            case '\\' -> at + 2;
            case '(' -> groupEnd(regex, at);
            case '[' -> classEnd(regex, at);
            default -> at + 1;
          };
    }
    all.add(regex.substring(from));
    return all;
  }

  /** Behind the bracket that closes the group that begins here. */
  private static int groupEnd(String regex, int from) {
    int at = from + 1;
    while (regex.charAt(at) != ')') {
      at =
          switch (regex.charAt(at)) {
            case '\\' -> at + 2;
            case '(' -> groupEnd(regex, at);
            case '[' -> classEnd(regex, at);
            default -> at + 1;
          };
    }
    return at + 1;
  }

  private static int classEnd(String regex, int from) {
    int at = from + 1;
    if (regex.charAt(at) == '^') {
      at++;
    }
    while (regex.charAt(at) != ']') {
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
