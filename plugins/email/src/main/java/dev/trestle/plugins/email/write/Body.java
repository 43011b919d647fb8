package dev.trestle.plugins.email.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;

/**
 * A text as it is written into a message: by the plainest encoding that keeps its lines short and
 * its bytes safe.
 */
final class Body {
  private static final int LINE = 78;
  private static final String BOUNDARY_MARK = "--=_";

  private final String type;
  private final String text;
  private final Encoding encoding;
  private final boolean flowed;

  private enum Encoding {
    SEVEN_BIT("7bit"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    private final String word;

    Encoding(String word) {
      this.word = word;
    }
  }

  private Body(String type, String text, Encoding encoding, boolean flowed) {
    this.type = type;
    this.text = text;
    this.encoding = encoding;
    this.flowed = flowed;
  }

  static Body plain(String given) {
    String text = ended(Wording.lines(given));
    Encoding encoding = encoding(text);
    if (encoding == Encoding.QUOTED_PRINTABLE && isAscii(text) && !text.contains(BOUNDARY_MARK)) {
      String flowing = Flowed.of(text);
      if (longestLine(flowing) <= LINE) {
        return new Body("text/plain", flowing, Encoding.SEVEN_BIT, true);
      }
    }
    return new Body("text/plain", text, encoding, false);
  }

  static Body html(String given) {
    String text = ended(Wording.lines(given));
    return new Body("text/html", text, encoding(text), false);
  }

  void write(OutputStream out) throws IOException {
    FieldWriter fields = new FieldWriter(out);
    fields.tokens(
        "Content-Type",
        flowed
            ? List.of(type + ";", "charset=utf-8;", "format=flowed")
            : List.of(type + ";", "charset=utf-8"));
    fields.tokens("Content-Transfer-Encoding", List.of(encoding.word));
    out.write(Lines.CRLF);
    byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    switch (encoding) {
      case SEVEN_BIT -> out.write(bytes);
      case QUOTED_PRINTABLE -> {
        try (OutputStream quoted = new QuotedPrintableOutputStream(Lines.kept(out), false)) {
          quoted.write(bytes);
        }
      }
      case BASE64 -> {
        out.write(Base64.getMimeEncoder().encode(bytes));
        out.write(Lines.CRLF);
      }
    }
  }

  private static Encoding encoding(String text) {
    if (isAscii(text)) {
      // A blank at a line's end does not survive every server, nor does a line that begins a
      // mailbox
      // file's next message, nor a dot alone.
      boolean safe =
          longestLine(text) <= LINE
              && !text.contains(BOUNDARY_MARK)
              && text.lines()
                  .noneMatch(l -> l.startsWith("From ") || l.endsWith(" ") || l.endsWith("\t"));
      return safe ? Encoding.SEVEN_BIT : Encoding.QUOTED_PRINTABLE;
    }
    long foreign = text.chars().filter(c -> c > 0x7e).count();
    return foreign * 5 > text.length() ? Encoding.BASE64 : Encoding.QUOTED_PRINTABLE;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c == '\n' || c == '\t' || c >= ' ' && c < 0x7f);
  }

  private static int longestLine(String text) {
    return text.lines().mapToInt(String::length).max().orElse(0);
  }

  private static String ended(String text) {
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }
}
