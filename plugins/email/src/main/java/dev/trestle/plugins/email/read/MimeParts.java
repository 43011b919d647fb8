package dev.trestle.plugins.email.read;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Walks once through a message and keeps of each part its header, its digest and its beginning. The
 * walk is bounded in parts, fields and bytes kept, and ends where the message cannot be read
 * further.
 */
final class MimeParts {
  private static final String OUTSIDE = "What stands outside of its parts is read as the text.";
  private static final int PARTS_MAX = 1_000;
  private static final int FIELDS_MAX = 2_000;
  private static final int FIELD_BYTES_MAX = 65_536;
  private static final int HEADER_BYTES_MAX = 1 << 20;
  private static final int KEPT_MAX = 4 << 20;
  private static final int NESTING_MAX = 100;
  private static final int TEXT_MAX = 1 << 19;
  private static final int PEEK = 1 << 18;
  private static final int NO_INDEX = -1;
  private static final int CHUNK = 16_384;
  private static final Parameters NONE = Parameters.of("");
  // What mail programs write in front of the parts for those that cannot read them.
  private static final Pattern USUAL = Pattern.compile("(?i)\\bmime\\b|multi-?part");
  private static final int USUAL_MAX = 1_000;
  private static final Pattern BOUNDARIES =
      Pattern.compile("(?i)boundary\\s*=.{0,200}?;\\s*boundary\\s*=");

  private final List<Part> parts = new ArrayList<>();
  private final List<String> flaws;
  private final boolean unended;
  private final Deque<String> around = new ArrayDeque<>();
  private final Deque<Integer> alternatives = new ArrayDeque<>();
  private final Deque<byte[]> preambles = new ArrayDeque<>();
  private final Deque<Integer> children = new ArrayDeque<>();
  private final StringBuilder aside = new StringBuilder();
  private final List<byte[]> fields = new ArrayList<>();
  private Headers header = new Headers(List.of());
  private @Nullable Headers first;
  private int alternativesSeen;
  private boolean ambiguous;
  private int bodies;
  private long headerBytes;
  private int keptLeft = KEPT_MAX;

  private MimeParts(List<String> flaws, boolean unended) {
    this.flaws = flaws;
    this.unended = unended;
  }

  /**
   * The message's own header and its parts.
   *
   * @param passedOver whether a header had lines that are no fields
   * @param outside whether the text stood outside of all parts
   */
  record Walked(Headers headers, List<Part> parts, boolean passedOver, boolean outside) {
    boolean saysAnything() {
      return parts.stream().anyMatch(part -> part.isBody() && !part.characters().isBlank());
    }
  }

  static Walked walk(MailSource source, List<String> flaws) {
    Walked walked = walk(source, flaws, false);
    if (walked.parts().stream().allMatch(part -> part.size() == 0)
        || walked.passedOver() && (!walked.saysAnything() || walked.outside())) {
      // Nothing is said: where the header has lines that are no fields, they may be the text.
      Walked other = walk(source, new ArrayList<>(), true);
      if (other.saysAnything() && !other.outside()
          || !walked.passedOver() && other.parts().stream().anyMatch(part -> part.size() > 0)) {
        flaws.remove(OUTSIDE);
        flaws.add("No empty line ends the header; what is no field of it is read as the text.");
        return other;
      }
    }
    if (walked.passedOver()) {
      flaws.add("A header has lines that are no fields of it; they are left out.");
    }
    return walked;
  }

  private static Walked walk(MailSource source, List<String> flaws, boolean unended) {
    MimeParts walk = new MimeParts(flaws, unended);
    Fields lines = new Fields();
    try (InputStream in = Prelude.of(source.open())) {
      walk.through(stream(in, unended ? null : lines));
    } catch (IOException | MimeException | RuntimeException unreadable) {
      flaws.add("The message cannot be read to its end: " + unreadable.getMessage());
    }
    Headers own = walk.first;
    Walked walked =
        new Walked(
            own == null ? walk.headers("") : own,
            List.copyOf(walk.parts),
            lines.passedOver(),
            false);
    boolean enough = walked.saysAnything() && !walk.ambiguous;
    return enough || walk.asideIsUsual() ? walked : walk.withAside(walked);
  }

  private boolean asideIsUsual() {
    String text = aside.toString();
    return text.isBlank() || text.length() < USUAL_MAX && USUAL.matcher(text).find();
  }

  /** Where no part is a text, what stands in front of the parts or behind them is shown. */
  private Walked withAside(Walked walked) {
    flaws.add(OUTSIDE);
    textWithoutPart(walked.headers(), aside.toString().getBytes(StandardCharsets.ISO_8859_1));
    return new Walked(walked.headers(), List.copyOf(parts), walked.passedOver(), true);
  }

  /** The decoded bytes of a part; empty when the message does not have it any more. */
  static InputStream open(MailSource source, Part part) throws IOException {
    InputStream in = Prelude.of(source.open());
    try {
      MimeTokenStream tokens = stream(in, part.unended() ? null : new Fields());
      int seen = 0;
      for (EntityState s = tokens.getState(); s != EntityState.T_END_OF_STREAM; s = tokens.next()) {
        if (s == EntityState.T_BODY && seen++ == part.index()) {
          InputStream body = TransferEncoding.decoded(tokens);
          return new FilterInputStream(body) {
            @Override
            public void close() throws IOException {
              in.close();
            }
          };
        }
      }
    } catch (MimeException unreadable) {
      in.close();
      throw new IOException(unreadable);
    }
    in.close();
    return InputStream.nullInputStream();
  }

  /** With no builder of fields, the first line that is no field ends the header. */
  private static MimeTokenStream stream(InputStream in, @Nullable Fields lines) {
    MimeTokenStream tokens =
        new MimeTokenStream(
            new MimeConfig.Builder()
                .setMaxLineLen(-1)
                .setMaxHeaderLen(-1)
                .setMaxHeaderCount(-1)
                .setMaxContentLen(-1)
                .setMalformedHeaderStartsBody(lines == null)
                .build(),
            DecodeMonitor.SILENT,
            lines,
            null);
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parse(in);
    return tokens;
  }

  private void through(MimeTokenStream tokens) throws IOException, MimeException {
    for (EntityState s = tokens.getState(); s != EntityState.T_END_OF_STREAM; s = tokens.next()) {
      switch (s) {
        case T_START_HEADER -> fields.clear();
        case T_FIELD -> field(tokens.getField());
        case T_END_HEADER -> endHeader();
        case T_START_MULTIPART -> {
          String type = String.valueOf(tokens.getBodyDescriptor().getMimeType());
          if (BOUNDARIES.matcher(header.first("Content-Type")).find()) {
            ambiguous = true;
            once("A multipart names two boundaries, and programs show different parts of it.");
          }
          child();
          children.push(0);
          preambles.push(new byte[0]);
          around.push(type);
          boolean choice = type.equals("multipart/alternative");
          alternatives.push(
              choice ? ++alternativesSeen : alternatives.isEmpty() ? 0 : alternatives.peek());
          if (around.size() > NESTING_MAX) {
            flaws.add("Parts are nested more than " + NESTING_MAX + " deep; the rest is left out.");
            return;
          }
        }
        case T_PREAMBLE -> {
          preambles.poll();
          preambles.push(tokens.getInputStream().readNBytes(TEXT_MAX));
        }
        case T_END_MULTIPART -> {
          around.poll();
          withoutParts(children.poll(), preambles.poll());
          alternatives.poll();
        }
        case T_EPILOGUE -> aside(tokens.getInputStream().readNBytes(TEXT_MAX));
        case T_BODY -> {
          if (parts.size() >= PARTS_MAX) {
            flaws.add("There are more than " + PARTS_MAX + " parts; the rest is left out.");
            return;
          }
          body(tokens);
        }
        default -> {}
      }
    }
  }

  /** A multipart whose boundary never comes is a text: what it says is not to be lost. */
  private void withoutParts(@Nullable Integer count, byte @Nullable [] preamble) {
    if (count == null || preamble == null || preamble.length == 0) {
      return;
    }
    if (count > 0) {
      aside(preamble);
      return;
    }
    flaws.add("A multipart's boundary never comes; it is read as a text.");
    textWithoutPart(header, decoded(header.first("Content-Transfer-Encoding"), preamble));
  }

  private void aside(byte[] text) {
    if (aside.length() < TEXT_MAX) {
      aside.append(new String(text, StandardCharsets.ISO_8859_1)).append('\n');
    }
  }

  private void textWithoutPart(Headers headers, byte[] text) {
    parts.add(
        new Part(
            NO_INDEX,
            unended,
            headers,
            Parameters.of("text/plain"),
            NONE,
            "",
            true,
            0,
            text,
            true,
            text.length,
            HexFormat.of().formatHex(sha256().digest(text))));
  }

  private byte[] decoded(String encoding, byte[] text) {
    try (InputStream in = TransferEncoding.decoded(encoding, text)) {
      return in.readAllBytes();
    } catch (IOException damaged) {
      flaws.add("A text cannot be decoded: " + damaged.getMessage());
      return text;
    }
  }

  /** Counts one more part of the multipart around, and tells whether it is its first. */
  private boolean child() {
    Integer before = children.poll();
    if (before == null) {
      return true;
    }
    children.push(before + 1);
    return before == 0;
  }

  private void field(Field field) {
    byte[] raw = field.getRaw() == null ? new byte[0] : field.getRaw().toByteArray();
    headerBytes += raw.length;
    if (fields.size() < FIELDS_MAX && headerBytes <= HEADER_BYTES_MAX) {
      fields.add(raw.length > FIELD_BYTES_MAX ? Arrays.copyOf(raw, FIELD_BYTES_MAX) : raw);
    } else {
      once(
          "A header has more than "
              + FIELDS_MAX
              + " fields, or all have more than "
              + HEADER_BYTES_MAX
              + " bytes; the rest is left out.");
    }
    if (raw.length > FIELD_BYTES_MAX) {
      once("A field is longer than " + FIELD_BYTES_MAX + " bytes; its rest is left out.");
    }
  }

  private void once(String flaw) {
    if (!flaws.contains(flaw)) {
      flaws.add(flaw);
    }
  }

  private void endHeader() {
    String declared = "";
    for (byte[] raw : fields) {
      if (raw.length > 13 && raw[7] == '-' && (raw[0] | 0x20) == 'c') {
        String line = new String(raw, StandardCharsets.ISO_8859_1);
        if (line.toLowerCase(Locale.ROOT).startsWith("content-type")) {
          declared = Parameters.of(unfolded(line.substring(line.indexOf(':') + 1))).get("charset");
          break;
        }
      }
    }
    header = headers(declared);
    if (first == null) {
      first = header;
    }
  }

  /**
   * The fields as characters: UTF-8, else what the body says it is in, else what they look like.
   */
  private Headers headers(String declared) {
    List<Header> read = new ArrayList<>(fields.size());
    for (byte[] raw : fields) {
      String utf8 = Charsets.strictly(raw, StandardCharsets.UTF_8);
      Charset other = Charsets.named(declared);
      String line =
          utf8 != null && other == null
              ? Charsets.guess(raw)
              : utf8 != null ? utf8 : Charsets.decode(raw, declared);
      int colon = line.indexOf(':');
      if (colon > 0) {
        read.add(new Header(line.substring(0, colon).strip(), unfolded(line.substring(colon + 1))));
      }
    }
    return new Headers(read);
  }

  private static String unfolded(String value) {
    return value.replace("\r", "").replace("\n", "").replace("\u0000", "").strip();
  }

  private void body(MimeTokenStream tokens) throws IOException {
    Parameters type = Parameters.of(header.first("Content-Type"));
    if (!type.value().matches("[!-~]+/[!-~]+")) {
      String parsed = tokens.getBodyDescriptor().getMimeType();
      type = new Parameters(parsed == null ? "text/plain" : parsed, type.named());
    } else if (type.value().startsWith("multipart/")) {
      // A multipart without a boundary is text to a reader.
      flaws.add("A multipart has no boundary.");
      type = new Parameters("text/plain", type.named());
    }
    boolean first = child();
    boolean root = first || around.isEmpty() || !around.peek().equals("multipart/related");
    String place = header.first("Content-Disposition");
    MessageDigest digest = sha256();
    // What is too long to be held is still a file that can be taken out.
    int keep = Math.min(keptLeft, type.value().startsWith("text/") ? TEXT_MAX : PEEK);
    // Grows by doubling: from a network, a body may come by a few bytes at a time.
    ByteArrayOutputStream held = new ByteArrayOutputStream();
    long size = 0;
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = TransferEncoding.decoded(tokens)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
        size += n;
        held.write(chunk, 0, Math.clamp(keep - held.size(), 0, n));
      }
    }
    byte[] kept = held.toByteArray();
    keptLeft -= kept.length;
    if (size > keep && type.value().startsWith("text/")) {
      once("A text of " + size + " bytes is too much to be shown; it is kept as a file.");
    }
    parts.add(
        new Part(
            bodies++,
            unended,
            header,
            type,
            place.isEmpty() ? NONE : Parameters.of(place),
            around.isEmpty() ? "" : around.peek(),
            root,
            alternatives.isEmpty() ? 0 : alternatives.peek(),
            kept,
            size <= keep,
            size,
            HexFormat.of().formatHex(digest.digest())));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("Every Java platform has SHA-256.", absent);
    }
  }
}
