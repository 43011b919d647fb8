package dev.trestle.plugins.email.write;

/** Makes texts writable: what no mail program shows, or what only fools people, is left out. */
final class Wording {
  private static final char STAND_IN = '\ufffd';

  private Wording() {}

  /** One line: breaks and control characters become blanks. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    whole(text).codePoints().map(c -> isBreakOrControl(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString();
  }

  /** Lines that end with LF, without control characters other than tabs. */
  static String lines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    whole(text.replace("\r\n", "\n").replace('\r', '\n'))
        .codePoints()
        .filter(c -> c == '\n' || c == '\t' || c >= ' ' && c != 0x7f)
        .forEach(lines::appendCodePoint);
    return lines.toString();
  }

  /**
   * A file's name: one line without folders, and without the characters that turn the direction of
   * writing, by which a program passes for a picture.
   */
  static String fileName(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    line(name)
        .codePoints()
        .filter(c -> !(c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069))
        .map(c -> c == '/' || c == '\\' ? '_' : c)
        .forEach(kept::appendCodePoint);
    String file = kept.toString().strip();
    return file.isEmpty() ? "file" : cut(file);
  }

  private static String cut(String name) {
    int max = 200;
    int points = name.codePointCount(0, name.length());
    if (points <= max) {
      return name;
    }
    // The end tells what kind of file it is.
    int keep = name.offsetByCodePoints(name.length(), -20);
    return name.substring(0, name.offsetByCodePoints(0, max - 21)) + "_" + name.substring(keep);
  }

  static boolean isPrintableAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static boolean isBreakOrControl(int c) {
    return c < ' ' || c >= 0x7f && c <= 0x9f || c == 0x2028 || c == 0x2029;
  }

  /** The text with a stand-in for halves of surrogate pairs, which no encoding has bytes for. */
  private static String whole(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? STAND_IN : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
