package dev.trestle.search;

import java.util.Arrays;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;

/**
 * Remembers stems and stop words of the words met lately: a few thousand words make up most of all
 * text, and stemming costs more than a look-up. One instance serves one thread.
 */
final class Lexicon {
  private static final int WORDS_MAX = 30_000;
  private static final int STEM_CHARS_MIN = 3;
  private static final Stem NONE = new Stem(new char[0], null);
  private static final Entry WITHOUT_STEM = new Entry("", null, 0);

  /**
   * The stem of a word in one language.
   *
   * @param tagged the stem behind the language's tag
   * @param term the same for the index; null where the word itself says it
   */
  private record Stem(char[] tagged, @Nullable BytesRef term) {}

  /** What is known of one word. */
  static final class Entry {
    private final String word;
    private final @Nullable BytesRef term;
    private final int stopMask;
    private final @Nullable Stem[] stems = new Stem[Language.count()];

    Entry(String word, @Nullable BytesRef term, int stopMask) {
      this.word = word;
      this.term = term;
      this.stopMask = stopMask;
    }

    boolean is(char[] chars, int begin, int length) {
      if (word.length() != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (word.charAt(i) != chars[begin + i]) {
          return false;
        }
      }
      return true;
    }

    int stopMask() {
      return stopMask;
    }

    /** The word for the index; null when it is too rare or strange to be remembered. */
    @Nullable BytesRef term() {
      return term;
    }
  }

  private final WordTable words;
  private final @Nullable SnowballStemmer[] stemmers = new SnowballStemmer[Language.count()];

  /**
   * @param expectedWords how many words will be met soon; more are taken all the same
   */
  Lexicon(int expectedWords) {
    words = new WordTable(expectedWords);
  }

  /** What is known of a word; looked up once for each time it is scanned. */
  Entry entry(TokenBuffer tokens, int i) {
    Entry known = tokens.entry(i);
    if (known == null) {
      known = tokens.plain(i) ? lookedUp(tokens, i) : WITHOUT_STEM;
      tokens.entry(i, known);
    }
    return known;
  }

  private Entry lookedUp(TokenBuffer tokens, int i) {
    char[] chars = tokens.chars();
    int begin = tokens.begin(i);
    int length = tokens.length(i);
    Entry entry = words.get(chars, begin, length);
    if (entry == null) {
      if (words.size() >= WORDS_MAX) {
        words.clear();
      }
      String word = tokens.text(i);
      entry = new Entry(word, new BytesRef(word), Language.stopMask(chars, begin, length));
      words.add(chars, begin, length, entry);
    }
    return entry;
  }

  /**
   * The stem with the language's tag in front; null when the word has none: short words, words with
   * digits, and words that carry only grammar.
   */
  char @Nullable [] taggedStem(Entry entry, TokenBuffer tokens, int i, Language language) {
    Stem stem = stem(entry, tokens, i, language);
    return stem == NONE ? null : stem.tagged;
  }

  /**
   * The tagged stem for the index, beside the word; null when there is none, and when the word is
   * its own stem, as half of all words are. A word that carries only grammar in another language is
   * said with its tag all the same: who looks for "dies" does not mean each German "die".
   */
  @Nullable BytesRef stemTerm(Entry entry, TokenBuffer tokens, int i, Language language) {
    return stem(entry, tokens, i, language).term;
  }

  /** Whether a text holds a word that is its own stem as it is, without a tag beside it. */
  static boolean isSaidByItself(String word) {
    return word.length() >= STEM_CHARS_MIN
        && Language.stopMask(word.toCharArray(), 0, word.length()) == 0;
  }

  private Stem stem(Entry entry, TokenBuffer tokens, int i, Language language) {
    if (entry == WITHOUT_STEM || (entry.stopMask & language.bit()) != 0) {
      return NONE;
    }
    Stem stem = entry.stems[language.ordinal()];
    if (stem == null) {
      stem = stem(tokens, i, language);
      entry.stems[language.ordinal()] = stem;
    }
    return stem;
  }

  private Stem stem(TokenBuffer tokens, int i, Language language) {
    int length = tokens.length(i);
    if (length < STEM_CHARS_MIN) {
      return NONE;
    }
    SnowballStemmer stemmer = stemmers[language.ordinal()];
    if (stemmer == null) {
      stemmer = language.stemmer();
      stemmers[language.ordinal()] = stemmer;
    }
    char[] word = new char[length];
    System.arraycopy(tokens.chars(), tokens.begin(i), word, 0, length);
    stemmer.setCurrent(word.clone(), length);
    stemmer.stem();
    int stemLength = stemmer.getCurrentBufferLength();
    char[] tagged = new char[stemLength + 1];
    tagged[0] = language.tag();
    System.arraycopy(stemmer.getCurrentBuffer(), 0, tagged, 1, stemLength);
    boolean itself =
        Arrays.equals(word, 0, length, tagged, 1, tagged.length)
            && isSaidByItself(new String(word));
    return new Stem(tagged, itself ? null : new BytesRef(new String(tagged)));
  }
}
