package dev.trestle.plugins.email.transport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Names of folders as IMAP writes them (RFC 3501, section 5.1.3). */
final class ModifiedUtf7 {
  private ModifiedUtf7() {}

  static String of(String name) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      if (c >= 0x20 && c < 0x7f) {
        out.append(c == '&' ? "&-" : String.valueOf(c));
        i++;
        continue;
      }
      int end = i;
      while (end < name.length() && (name.charAt(end) < 0x20 || name.charAt(end) >= 0x7f)) {
        end++;
      }
      byte[] utf16 = name.substring(i, end).getBytes(StandardCharsets.UTF_16BE);
      out.append('&')
          .append(Base64.getEncoder().withoutPadding().encodeToString(utf16).replace('/', ','))
          .append('-');
      i = end;
    }
    return out.toString();
  }
}
