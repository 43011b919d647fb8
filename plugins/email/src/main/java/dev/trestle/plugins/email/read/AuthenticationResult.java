package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server found out about a message's origin (RFC 8601). Anybody can write such a field: it
 * counts only when the server's name is one that the mailbox trusts.
 *
 * @param server that says so
 * @param method such as {@code dkim}, {@code spf} or {@code dmarc}
 * @param result such as {@code pass} or {@code fail}
 * @param detail the rest of what it says
 */
public record AuthenticationResult(String server, String method, String result, String detail) {
  private static final Pattern RESULT =
      Pattern.compile("\\s*([A-Za-z0-9-]+)(?:/\\d+)?\\s*=\\s*([A-Za-z]+)\\s*(.*)", Pattern.DOTALL);

  static List<AuthenticationResult> of(Headers headers) {
    List<AuthenticationResult> found = new ArrayList<>();
    for (String field : headers.all("Authentication-Results")) {
      List<String> pieces = pieces(field);
      String server = pieces.getFirst().strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
      for (String piece : pieces.subList(1, pieces.size())) {
        Matcher one = RESULT.matcher(piece);
        if (one.matches()) {
          found.add(
              new AuthenticationResult(
                  server,
                  one.group(1).toLowerCase(Locale.ROOT),
                  one.group(2).toLowerCase(Locale.ROOT),
                  one.group(3).strip()));
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * The parts of a field. A semicolon within quotes or a comment is none: there stands what the
   * sender claims, such as a mailbox of the name {@code "x; dmarc=pass"}.
   */
  private static List<String> pieces(String field) {
    List<String> pieces = new ArrayList<>();
    boolean quoted = false;
    int comments = 0;
    int from = 0;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '\\' && (quoted || comments > 0)) {
        i++;
      } else if (c == '"' && comments == 0) {
        quoted = !quoted;
      } else if (c == '(' && !quoted) {
        comments++;
      } else if (c == ')' && !quoted) {
        comments = Math.max(0, comments - 1);
      } else if (c == ';' && !quoted && comments == 0) {
        pieces.add(field.substring(from, i));
        from = i + 1;
      }
    }
    pieces.add(field.substring(from));
    return pieces;
  }
}
