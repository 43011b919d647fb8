package dev.trestle.access;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as RFC 8259 writes it and nothing else: a name may stand only once in an object,
 * nesting is bounded, nothing may follow the value. Two readers that take a repeated name
 * differently are the oldest way to smuggle a claim past a check, so this is the only reader on
 * this floor: our checks and the JWT library see the same values.
 *
 * <p>Whole numbers of up to 18 digits are {@link Long}, longer ones {@link BigDecimal}, all others
 * {@link Double}.
 */
final class StrictJson {
  private static final int DEPTH_MAX = 16;
  private static final int NUMBER_LENGTH_MAX = 40;

  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  /** The text is not one JSON object in the strict sense. */
  static final class NotJson extends Exception {
    private static final long serialVersionUID = 1;

    NotJson(String what, int at) {
      super(what + " at character " + at, null, false, false);
    }
  }

  static Map<String, @Nullable Object> object(String text) throws NotJson {
    StrictJson reader = new StrictJson(text);
    reader.space();
    if (reader.at >= text.length() || text.charAt(reader.at) != '{') {
      throw reader.not("no object");
    }
    Map<String, @Nullable Object> object = reader.members(0);
    reader.space();
    if (reader.at != text.length()) {
      throw reader.not("something after the object");
    }
    return object;
  }

  private Map<String, @Nullable Object> members(int depth) throws NotJson {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    space();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      space();
      String name = string();
      space();
      expect(':');
      Object value = value(depth + 1);
      if (members.containsKey(name)) {
        throw not("a repeated name");
      }
      members.put(name, value);
      space();
      if (peek() == '}') {
        at++;
        return members;
      }
      expect(',');
    }
  }

  private List<@Nullable Object> elements(int depth) throws NotJson {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      return elements;
    }
    while (true) {
      elements.add(value(depth + 1));
      space();
      if (peek() == ']') {
        at++;
        return elements;
      }
      expect(',');
    }
  }

  private @Nullable Object value(int depth) throws NotJson {
    if (depth > DEPTH_MAX) {
      throw not("nested too deeply");
    }
    space();
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> elements(depth);
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) throws NotJson {
    if (!text.startsWith(word, at)) {
      throw not("an unknown word");
    }
    at += word.length();
    return value;
  }

  private Object number() throws NotJson {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int firstDigit = at;
    digits();
    if (text.charAt(firstDigit) == '0' && at - firstDigit > 1) {
      throw not("a leading zero");
    }
    boolean whole = true;
    if (at < text.length() && text.charAt(at) == '.') {
      whole = false;
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      whole = false;
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    if (at - start > NUMBER_LENGTH_MAX) {
      throw not("too long a number");
    }
    String number = text.substring(start, at);
    if (!whole) {
      return Double.valueOf(number);
    }
    return at - firstDigit <= 18 ? (Object) Long.valueOf(number) : new BigDecimal(number);
  }

  private void digits() throws NotJson {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw not("no digit");
    }
  }

  private String string() throws NotJson {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return checked(value);
      } else if (c == '\\') {
        value.append(escaped());
      } else if (c < ' ') {
        throw not("a control character");
      } else {
        value.append(c);
      }
    }
  }

  private String checked(StringBuilder value) throws NotJson {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isLowSurrogate(c)
          || i + 1 == value.length()
          || !Character.isLowSurrogate(value.charAt(i + 1))) {
        throw not("half a character");
      }
      i++;
    }
    return value.toString();
  }

  private char escaped() throws NotJson {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw not("an unknown escape");
    };
  }

  private char unicode() throws NotJson {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      // Character.digit also takes digits of other scripts, which JSON does not.
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw not("a broken escape");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws NotJson {
    if (at >= text.length()) {
      throw not("the end");
    }
    return text.charAt(at);
  }

  private void expect(char c) throws NotJson {
    if (peek() != c) {
      throw not("no " + c);
    }
    at++;
  }

  private NotJson not(String what) {
    return new NotJson(what, at);
  }
}
