package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of which each alternative is looked for by itself, and only in texts that hold one
 * of the words it cannot do without.
 */
record Sought(List<Alternative> alternatives) {
  private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-z]+\\)");

  Sought {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * One of several expressions.
   *
   * @param words in small letters, of which none holds another; none when nothing is certain
   */
  private record Alternative(Pattern pattern, List<Word> words) {
    static Alternative of(String regex) {
      List<String> all =
          Needles.of(regex).stream().map(word -> word.toLowerCase(Locale.ROOT)).distinct().toList();
      List<Word> least = new ArrayList<>();
      for (String word : all) {
        if (all.stream().noneMatch(other -> !other.equals(word) && word.contains(other))) {
          least.add(Word.of(word));
        }
      }
      return new Alternative(Pattern.compile(regex), List.copyOf(least));
    }

    boolean isIn(Heard heard) {
      return mayBeIn(heard) && pattern.matcher(heard.text).find();
    }

    private boolean mayBeIn(Heard heard) {
      for (Word word : words) {
        if (word.isIn(heard)) {
          return true;
        }
      }
      return words.isEmpty();
    }
  }

  /**
   * A word, and where its rows of three letters stand among those of a {@link Heard} text: looking
   * there is many times faster than through the text.
   */
  private record Word(String letters, int[] rows) {
    static Word of(String letters) {
      int[] rows = new int[Math.max(0, letters.length() - 2)];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Heard.row(letters, i);
      }
      return new Word(letters, rows);
    }

    boolean isIn(Heard heard) {
      for (int row : rows) {
        if (!heard.holds(row)) {
          return false;
        }
      }
      return heard.small.contains(letters);
    }
  }

  /** A text in which several expressions are looked for. */
  static final class Heard {
    private static final int ROWS = 1 << 13;

    private final String text;
    private final String small;
    private final long[] rows = new long[ROWS / Long.SIZE];

    Heard(String text) {
      this.text = text;
      this.small = text.toLowerCase(Locale.ROOT);
      for (int i = 0; i + 2 < small.length(); i++) {
        int row = row(small, i);
        rows[row >> 6] |= 1L << row;
      }
    }

    private static int row(String text, int at) {
      int mixed = (text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2);
      return (mixed ^ mixed >>> 13) & ROWS - 1;
    }

    private boolean holds(int row) {
      return (rows[row >> 6] & 1L << row) != 0;
    }
  }

  /**
   * @param regex which tells large from small letters, or does not do so for those of ASCII; flags
   *     stand only in front of all of it
   */
  static Sought of(String regex) {
    Matcher given = FLAGS.matcher(regex);
    String flags = given.lookingAt() ? given.group() : "";
    return new Sought(
        Needles.alternatives(regex.substring(flags.length())).stream()
            .map(one -> Alternative.of(flags + one))
            .toList());
  }

  /** Whether it is found anywhere in the text. */
  boolean isIn(Heard heard) {
    for (Alternative one : alternatives) {
      if (one.isIn(heard)) {
        return true;
      }
    }
    return false;
  }
}
