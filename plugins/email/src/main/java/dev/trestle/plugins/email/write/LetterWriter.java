package dev.trestle.plugins.email.write;

import dev.trestle.plugins.email.read.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes a letter as a message: texts that say the same side by side, with the pictures they show
 * around them, and files around those; no more of it than the letter needs. Files are read as they
 * are written, so that none of them is ever held as a whole.
 */
public final class LetterWriter {
  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}");
  private static final String ANY_TYPE = "application/octet-stream";

  private final Letter letter;
  private final OutputStream out;
  private final FieldWriter fields;

  private LetterWriter(Letter letter, OutputStream out) {
    this.letter = letter;
    this.out = out;
    this.fields = new FieldWriter(out);
  }

  /**
   * Writes the message with lines that end by CRLF, none longer than 998 characters.
   *
   * @throws IllegalArgumentException when an address or a field of the letter cannot be written
   * @throws IOException when a file cannot be read, or the stream not be written to
   */
  public static void write(Letter letter, OutputStream out) throws IOException {
    new LetterWriter(letter, out).write();
    out.flush();
  }

  private void write() throws IOException {
    fields.date("Date", letter.date());
    fields.addresses("From", List.of(letter.from()));
    if (letter.replyTo() != null) {
      fields.addresses("Reply-To", List.of(letter.replyTo()));
    }
    fields.addresses("To", letter.to());
    if (!letter.cc().isEmpty()) {
      fields.addresses("Cc", letter.cc());
    }
    fields.text("Subject", letter.subject());
    fields.ids("Message-ID", List.of(letter.messageId()));
    if (letter.inReplyTo() != null) {
      fields.ids("In-Reply-To", List.of(letter.inReplyTo()));
    }
    fields.ids("References", letter.references());
    for (Header further : letter.fields()) {
      fields.text(further.name(), further.raw());
    }
    fields.tokens("MIME-Version", List.of("1.0"));
    mixed();
  }

  /** The texts, with the files that are only attached behind them. */
  private void mixed() throws IOException {
    List<Enclosure> attached =
        letter.enclosures().stream().filter(one -> letter.html() == null || !one.inline()).toList();
    if (attached.isEmpty()) {
      related();
      return;
    }
    multipart("mixed", 1, "");
    related();
    for (Enclosure one : attached) {
      delimiter(1);
      enclosure(one);
    }
    end(1);
  }

  /** The texts, with the pictures that the html shows behind them. */
  private void related() throws IOException {
    List<Enclosure> shown =
        letter.enclosures().stream().filter(one -> letter.html() != null && one.inline()).toList();
    if (shown.isEmpty()) {
      texts();
      return;
    }
    multipart("related", 2, "multipart/alternative");
    texts();
    for (Enclosure one : shown) {
      delimiter(2);
      enclosure(one);
    }
    end(2);
  }

  private void texts() throws IOException {
    if (letter.html() == null) {
      Body.plain(letter.text()).write(out);
      return;
    }
    multipart("alternative", 3, "");
    Body.plain(letter.text()).write(out);
    delimiter(3);
    Body.html(letter.html()).write(out);
    end(3);
  }

  private void multipart(String kind, int level, String root) throws IOException {
    List<String> tokens = new ArrayList<>();
    tokens.add("multipart/" + kind + ";");
    if (!root.isEmpty()) {
      tokens.add("type=\"" + root + "\";");
    }
    tokens.add("boundary=\"" + boundary(level) + "\"");
    fields.tokens("Content-Type", tokens);
    ascii("\r\n--" + boundary(level) + "\r\n");
  }

  private void delimiter(int level) throws IOException {
    ascii("\r\n--" + boundary(level) + "\r\n");
  }

  private void end(int level) throws IOException {
    ascii("\r\n--" + boundary(level) + "--\r\n");
  }

  // An equals sign and an underscore stand beside each other in no encoded text.
  private String boundary(int level) {
    UUID key = letter.key();
    return "=_" + level + "_" + key;
  }

  private void enclosure(Enclosure one) throws IOException {
    String name = Wording.fileName(one.name());
    fields.tokens("Content-Type", List.of(type(one.type())));
    List<String> disposition = new ArrayList<>();
    disposition.add((one.inline() ? "inline" : "attachment") + ";");
    disposition.addAll(Parameter.tokens("filename", name, true));
    fields.tokens("Content-Disposition", disposition);
    if (one.inline()) {
      fields.ids("Content-ID", List.of(one.contentId()));
    }
    fields.tokens("Content-Transfer-Encoding", List.of("base64"));
    out.write(Lines.CRLF);
    try (OutputStream encoded = Base64.getMimeEncoder().wrap(Lines.kept(out));
        InputStream content = Objects.requireNonNull(one.content().open())) {
      content.transferTo(encoded);
    }
    out.write(Lines.CRLF);
  }

  // Messages and multiparts may not be sent as base64, and are files here.
  private static String type(String given) {
    String type = given.strip().toLowerCase(Locale.ROOT);
    boolean sound =
        TYPE.matcher(type).matches()
            && !type.startsWith("multipart/")
            && !type.startsWith("message/");
    return sound ? type : ANY_TYPE;
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
