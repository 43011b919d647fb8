package dev.trestle.search;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to mark in a text for one part of a query.
 *
 * @param field subject, text, or empty for both
 * @param words the folded words that follow one another
 * @param stems per language the tagged stem of a single word; null where it has none
 * @param prefix whether the last word may go on
 * @param edits how many letters may differ
 */
record WordPattern(
    String field, List<String> words, char[] @Nullable [] stems, boolean prefix, int edits) {

  boolean applies(String to) {
    return field.isEmpty() || field.equals(to);
  }

  /** Behind the last token that matches from the i-th on; -1 when this does not match there. */
  int matchEnd(TokenBuffer tokens, int i, Lexicon lexicon, Language language) {
    int count = words.size();
    int at = i;
    for (int w = 0; w < count; w++, at++) {
      // The last character of a run is said twice, and counts once.
      while (w > 0 && at < tokens.size() && tokens.tail(at)) {
        at++;
      }
      boolean open = prefix && w == count - 1;
      if (at >= tokens.size() || !equal(words.get(w), tokens, at, open)) {
        boolean other =
            count == 1 && (stemMatches(tokens, i, lexicon, language) || near(tokens, i));
        return other ? i + 1 : -1;
      }
    }
    return at;
  }

  private static boolean equal(String word, TokenBuffer tokens, int i, boolean prefix) {
    int length = tokens.length(i);
    if (length < word.length() || (length > word.length() && !prefix)) {
      return false;
    }
    char[] chars = tokens.chars();
    int begin = tokens.begin(i);
    for (int c = 0; c < word.length(); c++) {
      if (chars[begin + c] != word.charAt(c)) {
        return false;
      }
    }
    return true;
  }

  private boolean stemMatches(TokenBuffer tokens, int i, Lexicon lexicon, Language language) {
    return ownStemMatches(tokens, i, lexicon, language) || isStemItself(tokens, i);
  }

  /** A word that is its own stem is found whatever the language of the text was taken for. */
  private boolean isStemItself(TokenBuffer tokens, int i) {
    int length = tokens.length(i);
    int begin = tokens.begin(i);
    for (char[] stem : stems) {
      if (stem != null
          && Arrays.equals(stem, 1, stem.length, tokens.chars(), begin, begin + length)) {
        return Lexicon.isSaidByItself(tokens.text(i));
      }
    }
    return false;
  }

  private boolean ownStemMatches(TokenBuffer tokens, int i, Lexicon lexicon, Language language) {
    char[] stem = stems[language.ordinal()];
    // A word shares its first letter with its stem, which rules most words out without stemming
    // them.
    if (stem == null || stem.length < 2 || stem[1] != tokens.chars()[tokens.begin(i)]) {
      return false;
    }
    char[] other = lexicon.taggedStem(lexicon.entry(tokens, i), tokens, i, language);
    return other != null && Arrays.equals(stem, other);
  }

  boolean near(TokenBuffer tokens, int i) {
    return edits > 0
        && words.size() == 1
        && EditDistance.within(
            words.getFirst(), tokens.chars(), tokens.begin(i), tokens.length(i), edits);
  }
}
