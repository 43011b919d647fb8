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
      String[] pieces = field.split(";");
      String server = pieces[0].strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
      for (int i = 1; i < pieces.length; i++) {
        Matcher one = RESULT.matcher(pieces[i]);
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
}
