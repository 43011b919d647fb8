package dev.trestle.search;

/** Makes any string fit for the index without moving a character. */
final class SafeText {
  private SafeText() {}

  /** Cuts at a bound, on a code point, and puts U+FFFD for zero characters and lone surrogates. */
  static String of(String text, int charsMax) {
    String cut = text;
    if (text.length() > charsMax) {
      boolean splits =
          Character.isHighSurrogate(text.charAt(charsMax - 1))
              && Character.isLowSurrogate(text.charAt(charsMax));
      cut = text.substring(0, splits ? charsMax - 1 : charsMax);
    }
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(cut);
      }
    }
    return cut;
  }

  private static String replaced(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (Character.isHighSurrogate(chars[i])
          && i + 1 < chars.length
          && Character.isLowSurrogate(chars[i + 1])) {
        i++;
      } else if (chars[i] == 0 || Character.isSurrogate(chars[i])) {
        chars[i] = '\uFFFD';
      }
    }
    return new String(chars);
  }
}
