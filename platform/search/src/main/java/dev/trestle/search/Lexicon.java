package dev.trestle.search;

import org.apache.lucene.analysis.CharArrayMap;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;

/**
 * Remembers stems and stop words of the words met lately: a few thousand words make up most of all
 * text, and stemming costs more than a look-up. One instance serves one thread.
 */
final class Lexicon {
  private static final int WORDS_MAX = 30_000;
  private static final int STEM_CHARS_MIN = 3;
  private static final char[] NONE = {};
  private static final Entry WITHOUT_STEM = new Entry(0);

  /** What is known of one word. */
  static final class Entry {
    private final int stopMask;
    private final char[] @Nullable [] stems = new char[Language.count()][];

    private Entry(int stopMask) {
      this.stopMask = stopMask;
    }

    int stopMask() {
      return stopMask;
    }
  }

  private final CharArrayMap<Entry> words;
  private final @Nullable SnowballStemmer[] stemmers = new SnowballStemmer[Language.count()];

  /**
   * @param expectedWords how many words will be met soon; more are taken all the same
   */
  Lexicon(int expectedWords) {
    words = new CharArrayMap<>(expectedWords, false);
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
    Entry entry = words.get(tokens.chars(), tokens.begin(i), tokens.length(i));
    if (entry == null) {
      if (words.size() >= WORDS_MAX) {
        words.clear();
      }
      entry = new Entry(Language.stopMask(tokens.chars(), tokens.begin(i), tokens.length(i)));
      words.put(tokens.text(i), entry);
    }
    return entry;
  }

  /**
   * The stem with the language's tag in front; null when the word has none: short words, words with
   * digits, and words that carry only grammar.
   */
  char @Nullable [] taggedStem(Entry entry, TokenBuffer tokens, int i, Language language) {
    if (entry == WITHOUT_STEM || (entry.stopMask & language.bit()) != 0) {
      return null;
    }
    char[] stem = entry.stems[language.ordinal()];
    if (stem == null) {
      stem = stem(tokens, i, language);
      entry.stems[language.ordinal()] = stem;
    }
    return stem == NONE ? null : stem;
  }

  private char[] stem(TokenBuffer tokens, int i, Language language) {
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
    stemmer.setCurrent(word, length);
    stemmer.stem();
    int stemLength = stemmer.getCurrentBufferLength();
    char[] tagged = new char[stemLength + 1];
    tagged[0] = language.tag();
    System.arraycopy(stemmer.getCurrentBuffer(), 0, tagged, 1, stemLength);
    return tagged;
  }
}
