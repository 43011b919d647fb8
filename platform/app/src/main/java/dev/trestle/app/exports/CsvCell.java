package dev.trestle.app.exports;

import org.jspecify.annotations.Nullable;

/**
 * Makes a value safe in a spreadsheet. One that begins like a formula gets an apostrophe in front,
 * which spreadsheets hide (OWASP, CSV injection); a blank or a tab before it changes nothing.
 */
final class CsvCell {
  private static final String FORMULA = "=+-@";

  private CsvCell() {}

  static String of(@Nullable String value) {
    if (value == null) {
      return "";
    }
    int at = 0;
    while (at < value.length() && blank(value.charAt(at))) {
      at++;
    }
    boolean begins = at < value.length() && FORMULA.indexOf(fullWidth(value.charAt(at))) >= 0;
    boolean control = !value.isEmpty() && "\t\r\n".indexOf(value.charAt(0)) >= 0;
    return begins || control ? "'" + value : value;
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  /** East Asian spreadsheets read the full-width forms of these signs alike. */
  private static char fullWidth(char c) {
    return c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
  }
}
