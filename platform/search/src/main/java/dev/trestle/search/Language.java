package dev.trestle.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.lucene.analysis.CharArrayMap;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/**
 * The languages whose word forms are brought together. The order is part of the index format, so
 * new ones go to the end; at most 31 fit.
 */
enum Language {
  ENGLISH("en", EnglishStemmer::new),
  GERMAN("de", GermanStemmer::new),
  FRENCH("fr", FrenchStemmer::new),
  SPANISH("es", SpanishStemmer::new),
  ITALIAN("it", ItalianStemmer::new),
  DUTCH("nl", DutchStemmer::new),
  PORTUGUESE("pt", PortugueseStemmer::new),
  SWEDISH("sv", SwedishStemmer::new),
  DANISH("da", DanishStemmer::new),
  NORWEGIAN("no", NorwegianStemmer::new),
  FINNISH("fi", FinnishStemmer::new),
  RUSSIAN("ru", RussianStemmer::new),
  HUNGARIAN("hu", HungarianStemmer::new);

  private static final Language[] ALL = values();

  /** Read with the first text that is analysed, not when the index is opened. */
  private static final class StopWords {
    private static final CharArrayMap<Integer> MASKS = readStopWords();
  }

  private final String code;
  private final Supplier<? extends SnowballStemmer> stemmers;

  Language(String code, Supplier<? extends SnowballStemmer> stemmers) {
    this.code = code;
    this.stemmers = stemmers;
  }

  static Language at(int ordinal) {
    return ALL[ordinal];
  }

  static int count() {
    return ALL.length;
  }

  /**
   * The language with this ISO 639-1 code, region and case ignored; null when it is none of ours.
   */
  static @Nullable Language ofCode(@Nullable String code) {
    if (code == null || code.length() < 2) {
      return null;
    }
    String two = code.substring(0, 2).toLowerCase(Locale.ROOT);
    for (Language language : ALL) {
      if (language.code.equals(two)) {
        return language;
      }
    }
    return two.equals("nb") || two.equals("nn") ? NORWEGIAN : null;
  }

  /** A new stemmer; it serves one thread. */
  SnowballStemmer stemmer() {
    return stemmers.get();
  }

  /** The bit of this language in a mask of languages. */
  int bit() {
    return 1 << ordinal();
  }

  /**
   * First character of an indexed stem: a control character, so that no word of a text is like it.
   */
  char tag() {
    return (char) (1 + ordinal());
  }

  /** The languages, as a mask, in which the folded word carries grammar rather than a subject. */
  static int stopMask(char[] chars, int offset, int length) {
    Integer mask = StopWords.MASKS.get(chars, offset, length);
    return mask == null ? 0 : mask;
  }

  private static CharArrayMap<Integer> readStopWords() {
    CharArrayMap<Integer> masks = new CharArrayMap<>(4096, false);
    TokenScanner scanner = new TokenScanner();
    for (Language language : ALL) {
      String name = language.name().toLowerCase(Locale.ROOT) + "_stop.txt";
      try (InputStream in =
          Objects.requireNonNull(SnowballFilter.class.getResourceAsStream(name), name)) {
        for (Object word :
            WordlistLoader.getSnowballWordSet(new InputStreamReader(in, StandardCharsets.UTF_8))) {
          TokenBuffer tokens = scanner.scan(new String((char[]) word));
          for (int i = 0; i < tokens.size(); i++) {
            masks.merge(tokens.text(i), language.bit(), (a, b) -> a | b);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the stop words " + name, e);
      }
    }
    return masks;
  }
}
