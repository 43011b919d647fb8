package dev.trestle.plugins.email.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value with parameters, as in Content-Type and Content-Disposition, read by RFC 2045 and 2231 as
 * far as it follows them: names without quotes and with blanks, encoded words inside of quotes, and
 * pieces of one value whose characters are cut in two.
 *
 * @param value in front of the parameters, in small letters
 * @param named the parameters by their names in small letters; the first of each name counts
 */
record Parameters(String value, Map<String, String> named) {
  private static final int UNSEPARATED_MAX = 20;
  private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
  // Where a program forgot the semicolon, a name and a quote or a star tell the next parameter.
  private static final Pattern UNSEPARATED =
      Pattern.compile("(?<=\\s)[A-Za-z-]{2,30}(?:\\*\\d{0,4}\\*?=|=\")");

  // Some programs name the file and forget to say what is done with it.
  private static final Pattern WITHOUT_VALUE =
      Pattern.compile("\\s*(?:file)?name[*\\d]*\\s*=", Pattern.CASE_INSENSITIVE);

  static Parameters of(String text) {
    int at = end(text, 0);
    Matcher unseparated = UNSEPARATED.matcher(text).region(0, at);
    int head =
        WITHOUT_VALUE.matcher(text).lookingAt() ? 0 : unseparated.find() ? unseparated.start() : at;
    String value = type(text.substring(0, head));
    Map<String, String> plain = new LinkedHashMap<>();
    Map<String, TreeMap<Integer, Piece>> pieces = new LinkedHashMap<>();
    if (head < at) {
      take(text.substring(head, at), plain, pieces);
    }
    while (at < text.length()) {
      int next = end(text, at + 1);
      take(text.substring(at + 1, next), plain, pieces);
      at = next;
    }
    Map<String, String> named = new LinkedHashMap<>();
    pieces.forEach((name, parts) -> named.put(name, joined(parts)));
    plain.forEach((name, one) -> named.putIfAbsent(name, EncodedWords.decode(one)));
    return new Parameters(value, named);
  }

  private static String type(String text) {
    String value = text.strip().toLowerCase(Locale.ROOT);
    return value.indexOf('(') < 0
        ? value
        : COMMENT
            .matcher(value)
            .replaceAll("")
            .strip()
            .replaceAll("\\s+(?=/)|(?<=/)\\s+", "")
            .replaceFirst("\\s.*", "");
  }

  /** Takes a parameter, and those behind it from which no semicolon separates it. */
  private static void take(
      String text, Map<String, String> plain, Map<String, TreeMap<Integer, Piece>> pieces) {
    String rest = text;
    for (int count = 0; count < UNSEPARATED_MAX && !rest.isEmpty(); count++) {
      int equals = rest.indexOf('=');
      if (equals < 0 || rest.substring(0, equals).replace('*', ' ').isBlank()) {
        return;
      }
      String value = rest.substring(equals + 1).strip();
      int close = value.startsWith("\"") ? closing(value) : 0;
      Matcher next =
          UNSEPARATED.matcher(value).region(Math.min(close, value.length()), value.length());
      boolean more = next.find();
      take(
          rest.substring(0, equals).strip(),
          more ? value.substring(0, next.start()).strip() : value,
          plain,
          pieces);
      rest = more ? value.substring(next.start()) : "";
    }
  }

  private static int closing(String quoted) {
    int at = 1;
    while (at < quoted.length() && quoted.charAt(at) != '"') {
      at += quoted.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  String get(String name) {
    return named.getOrDefault(name, "");
  }

  private static void take(
      String name,
      String value,
      Map<String, String> plain,
      Map<String, TreeMap<Integer, Piece>> pieces) {
    String key = name.toLowerCase(Locale.ROOT);
    // A comment in the name of a file is part of it, whatever the rules say.
    String text =
        unquoted(
            key.equals("charset") && value.indexOf('"') < 0
                ? COMMENT.matcher(value).replaceAll("").strip()
                : value);
    int star = key.indexOf('*');
    if (star < 0) {
      plain.putIfAbsent(key, text);
      return;
    }
    boolean encoded = key.endsWith("*");
    String number = key.substring(star + 1).replace("*", "");
    int order =
        number.isEmpty() || !number.chars().allMatch(Character::isDigit) || number.length() > 4
            ? 0
            : Integer.parseInt(number);
    pieces
        .computeIfAbsent(key.substring(0, star), any -> new TreeMap<>())
        .putIfAbsent(order, new Piece(text, encoded));
  }

  private record Piece(String text, boolean encoded) {}

  private static String joined(TreeMap<Integer, Piece> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String charset = "utf-8";
    boolean first = true;
    boolean percent = false;
    for (Piece piece : pieces.values()) {
      String text = piece.text();
      if (first && piece.encoded()) {
        int one = text.indexOf('\'');
        int two = one < 0 ? -1 : text.indexOf('\'', one + 1);
        if (two >= 0) {
          charset = one == 0 ? "" : text.substring(0, one);
          text = text.substring(two + 1);
        }
      }
      percent |= piece.encoded();
      bytes.writeBytes(piece.encoded() ? unescaped(text) : text.getBytes(StandardCharsets.UTF_8));
      first = false;
    }
    String whole = Charsets.decode(bytes.toByteArray(), charset);
    return percent ? whole : EncodedWords.decode(whole);
  }

  private static byte[] unescaped(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static String unquoted(String value) {
    if (!value.startsWith("\"")) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      // A backslash stands before a quote or itself; elsewhere it belongs to a Windows path.
      if (c == '\\' && i + 1 < value.length() && "\"\\".indexOf(value.charAt(i + 1)) >= 0) {
        out.append(value.charAt(++i));
      } else if (c == '"') {
        break;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Where the semicolon outside of quotes is, from here on. */
  private static int end(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        return i;
      }
    }
    return text.length();
  }
}
