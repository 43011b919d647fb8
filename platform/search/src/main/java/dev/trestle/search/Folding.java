package dev.trestle.search;

import java.text.Normalizer;
import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.jspecify.annotations.Nullable;

/** What becomes of one character beyond ASCII: small letters without accents, or a special role. */
final class Folding {
  /** Parts words. */
  static final char[] SEPARATOR = {};

  /** Stands inside a word without meaning anything, such as a soft hyphen. */
  static final char[] IGNORED = {};

  /** Belongs to a script without spaces, whose characters are indexed in pairs. */
  static final char[] PAIRED = {};

  // Filled as characters turn up. Two threads may compute the same entry, with the same result.
  private static final char[] @Nullable [] KNOWN = new char[0x10000][];

  private Folding() {}

  static char[] of(int codePoint) {
    if (codePoint >= KNOWN.length) {
      return compute(codePoint);
    }
    char[] known = KNOWN[codePoint];
    if (known == null) {
      known = compute(codePoint);
      KNOWN[codePoint] = known;
    }
    return known;
  }

  /** Narrow and wide forms of a paired character are the same character. */
  static int width(int codePoint) {
    return codePoint >= 0xFF00 && codePoint <= 0xFFEF
        ? Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC).codePointAt(0)
        : codePoint;
  }

  private static char[] compute(int codePoint) {
    if (codePoint == 0xAD
        || codePoint == 0x200C
        || codePoint == 0x200D
        || isDroppedMark(codePoint)) {
      return IGNORED;
    }
    int type = Character.getType(codePoint);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    if (!mark && !Character.isLetterOrDigit(codePoint)) {
      return SEPARATOR;
    }
    if (isPaired(codePoint)) {
      return PAIRED;
    }
    String lower = Character.toString(codePoint).toLowerCase(Locale.ROOT);
    // й is a letter of its own and the stemmer needs it; only ё is written as е by most people.
    if (Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.CYRILLIC) {
      return lower.replace('ё', 'е').toCharArray();
    }
    StringBuilder folded = new StringBuilder();
    Normalizer.normalize(lower, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !isDroppedMark(c))
        .forEach(c -> appendFolded(folded, c));
    return folded.isEmpty() ? IGNORED : folded.toString().toCharArray();
  }

  private static void appendFolded(StringBuilder folded, int codePoint) {
    if (codePoint == 'ς') {
      folded.append('σ');
      return;
    }
    if (!Character.isBmpCodePoint(codePoint)) {
      folded.appendCodePoint(codePoint);
      return;
    }
    char[] ascii = new char[4];
    int length = ASCIIFoldingFilter.foldToASCII(new char[] {(char) codePoint}, 0, ascii, 0, 1);
    folded.append(new String(ascii, 0, length).toLowerCase(Locale.ROOT));
  }

  /** Accents, and the vowel points of Arabic and Hebrew that most people leave out. */
  private static boolean isDroppedMark(int c) {
    return (c >= 0x300 && c <= 0x36F)
        || (c >= 0x591 && c <= 0x5C7)
        || (c >= 0x64B && c <= 0x652)
        || c == 0x640;
  }

  private static boolean isPaired(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> codePoint == 0x30FC || codePoint == 0xFF70;
    };
  }
}
