package dev.trestle.plugins.email.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the bytes that a server sends as a literal or a quoted text among the lines of its reply.
 */
final class ImapLiteral {
  private static final Pattern COUNT = Pattern.compile("BODY\\[]<\\d+> \\{(\\d{1,9})}$");
  private static final Pattern QUOTED =
      Pattern.compile("BODY\\[]<\\d+> \"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern NOTHING = Pattern.compile("BODY\\[]<\\d+> NIL");

  private ImapLiteral() {}

  /**
   * The part of a message in a reply to FETCH; empty when it holds none.
   *
   * @param wanted how many bytes the server was asked for
   * @throws IOException when the reply is shorter than it says, or longer than was asked for
   */
  static byte[] in(String[] lines, int wanted) throws IOException {
    for (int i = 0; i < lines.length; i++) {
      Matcher count = COUNT.matcher(lines[i]);
      if (count.find()) {
        int announced = Integer.parseInt(count.group(1));
        if (announced > wanted) {
          throw new IOException(
              "the server announced " + announced + " bytes where " + wanted + " were asked for");
        }
        return joined(lines, i + 1, announced);
      }
      Matcher quoted = QUOTED.matcher(lines[i]);
      if (quoted.find()) {
        return quoted.group(1).replaceAll("\\\\(.)", "$1").getBytes(StandardCharsets.ISO_8859_1);
      }
      if (NOTHING.matcher(lines[i]).find()) {
        return new byte[0];
      }
    }
    return new byte[0];
  }

  /** Lines were cut at CR LF only, and each character is a byte. */
  private static byte[] joined(String[] lines, int from, int count) throws IOException {
    byte[] bytes = new byte[count];
    int filled = 0;
    for (int i = from; i < lines.length && filled < count; i++) {
      byte[] line = (lines[i] + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
      int used = Math.min(line.length, count - filled);
      System.arraycopy(line, 0, bytes, filled, used);
      filled += used;
    }
    if (filled < count) {
      throw new IOException("the server announced " + count + " bytes and sent " + filled);
    }
    return bytes;
  }
}
