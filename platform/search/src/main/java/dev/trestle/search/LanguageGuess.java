package dev.trestle.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Guesses a text's language by counting the little words of each; one instance, one thread. */
final class LanguageGuess {
  /** The first words tell enough of a long text. */
  private static final int WORDS_MAX = 400;

  private final Lexicon lexicon;
  private final int[] counts = new int[Language.count()];

  LanguageGuess(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  void start() {
    Arrays.fill(counts, 0);
  }

  void add(TokenBuffer tokens) {
    int size = Math.min(tokens.size(), WORDS_MAX);
    for (int i = 0; i < size; i++) {
      int mask = lexicon.entry(tokens, i).stopMask();
      while (mask != 0) {
        counts[Integer.numberOfTrailingZeros(mask)]++;
        mask &= mask - 1;
      }
      char first = tokens.chars()[tokens.begin(i)];
      if (first >= 'а' && first <= 'я') {
        counts[Language.RUSSIAN.ordinal()]++;
      }
    }
  }

  /** The likeliest language; the hint wins ties, and without any sign the fallback stands. */
  Language best(@Nullable Language hint, Language fallback) {
    Language preferred = hint == null ? fallback : hint;
    Language best = preferred;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > counts[best.ordinal()]) {
        best = Language.at(i);
      }
    }
    return best;
  }
}
