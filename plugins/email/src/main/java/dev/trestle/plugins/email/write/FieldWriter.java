package dev.trestle.plugins.email.write;

import dev.trestle.plugins.email.read.MailAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.EncoderUtil;

/**
 * Writes the fields of a header, folded. Every field goes through one gate that lets printable
 * ASCII through and nothing else, so that no name or subject, whatever is in it, can end a field
 * and begin another.
 */
final class FieldWriter {
  private static final int LINE = 76;
  private static final int TOKEN_MAX = 900;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,70}");
  private static final Pattern ATOMS =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  private final OutputStream out;

  FieldWriter(OutputStream out) {
    this.out = out;
  }

  /** A field whose value may be broken between its tokens. */
  void tokens(String name, List<String> tokens) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no field is called " + name);
    }
    StringBuilder field = new StringBuilder(name).append(':');
    int column = field.length();
    for (String token : tokens) {
      if (!Wording.isPrintableAscii(token) || token.length() > TOKEN_MAX) {
        throw new IllegalArgumentException("the field " + name + " cannot hold what it was given");
      }
      if (column + 1 + token.length() > LINE && column > 1) {
        field.append("\r\n");
        column = 0;
      }
      field.append(' ').append(token);
      column += 1 + token.length();
    }
    out.write(field.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
  }

  void date(String name, Instant at) throws IOException {
    tokens(name, List.of(DATE.format(at.atOffset(ZoneOffset.UTC)).split(" ")));
  }

  /** Text for people: as it is, or as encoded words. */
  void text(String name, String value) throws IOException {
    String line = Wording.line(value).strip();
    String[] words = line.split(" ", -1);
    boolean plain = Wording.isPrintableAscii(line) && !line.contains("=?");
    for (String word : words) {
      plain &= !word.isEmpty() && word.length() < LINE - name.length();
    }
    if (line.isEmpty() || plain) {
      tokens(name, line.isEmpty() ? List.of() : List.of(words));
    } else {
      tokens(name, encoded(line, EncoderUtil.Usage.TEXT_TOKEN, name.length() + 2));
    }
  }

  void addresses(String name, List<MailAddress> addresses) throws IOException {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      MailAddress address = addresses.get(i);
      String comma = i + 1 < addresses.size() ? "," : "";
      List<String> phrase = phrase(address.name());
      String spec = Sendable.ascii(address.address());
      tokens.addAll(phrase);
      tokens.add((phrase.isEmpty() ? spec : "<" + spec + ">") + comma);
    }
    tokens(name, tokens);
  }

  /** Ids of messages; those that cannot be written as they are, are left out. */
  void ids(String name, List<String> ids) throws IOException {
    List<String> sound = ids.stream().filter(MessageIds::isSound).map(i -> "<" + i + ">").toList();
    if (!sound.isEmpty()) {
      tokens(name, sound);
    }
  }

  private static List<String> phrase(String name) {
    String line = Wording.line(name).strip();
    if (line.isEmpty()) {
      return List.of();
    }
    if (Wording.isPrintableAscii(line) && !line.contains("=?") && line.length() < LINE) {
      return ATOMS.matcher(line).matches()
          ? List.of(line.split(" "))
          : List.of("\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }
    return encoded(line, EncoderUtil.Usage.WORD_ENTITY, 0);
  }

  private static List<String> encoded(String text, EncoderUtil.Usage usage, int used) {
    return List.of(EncoderUtil.encodeEncodedWord(text, usage, Math.min(used, 40)).split(" "));
  }
}
