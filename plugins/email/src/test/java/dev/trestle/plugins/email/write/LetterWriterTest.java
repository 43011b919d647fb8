package dev.trestle.plugins.email.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.read.Attachment;
import dev.trestle.plugins.email.read.Header;
import dev.trestle.plugins.email.read.MailAddress;
import dev.trestle.plugins.email.read.MailReader;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.Own;
import dev.trestle.plugins.email.read.ReadMail;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.junit.jupiter.api.Test;

class LetterWriterTest {
  private static final int SEEDS = 150;
  private static final Set<String> FIELDS =
      Set.of(
          "Date",
          "From",
          "Reply-To",
          "To",
          "Cc",
          "Subject",
          "Message-ID",
          "In-Reply-To",
          "References",
          "X-Note",
          "Auto-Submitted",
          "MIME-Version",
          "Content-Type",
          "Content-Transfer-Encoding");

  private static ReadMail read(byte[] bytes) {
    return new MailReader(Own.nobody()).read(MailSource.of(bytes));
  }

  @Test
  void readsBackWhatWasWritten_howeverHostileItIs() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Letter letter = Letters.hostile(seed);
      byte[] bytes = Letters.bytes(letter);
      assertSame(letter, read(bytes), "seed " + seed);
    }
  }

  private static void assertSame(Letter letter, ReadMail mail, String seed) throws Exception {
    assertEquals(Wording.line(letter.subject()).strip(), mail.subject(), seed);
    assertEquals(letter.messageId(), mail.thread().messageId(), seed);
    assertEquals(List.of("a@b", "c".repeat(400) + "@d"), mail.thread().references(), seed);
    assertEquals(letter.from().address(), mail.parties().author().address(), seed);
    assertName(letter.from(), mail.parties().author(), seed);
    assertName(letter.to().getFirst(), mail.parties().to().getFirst(), seed);
    assertEquals(letter.cc().size(), mail.parties().cc().size(), seed);
    for (int i = 0; i < letter.cc().size(); i++) {
      assertName(letter.cc().get(i), mail.parties().cc().get(i), seed);
      assertEquals(
          Sendable.ascii(letter.cc().get(i).address()), mail.parties().cc().get(i).address(), seed);
    }
    assertEquals(letter.date(), mail.date().toInstant(), seed);
    for (Header field : mail.headers().fields()) {
      assertTrue(FIELDS.contains(field.name()), seed + " has a field " + field.name());
    }
    boolean flowed = written(letter).contains("format=flowed");
    String text = Wording.lines(letter.text()).strip();
    String back = mail.text().plain().strip();
    if (!text.isEmpty() || letter.html() == null) {
      assertEquals(squeezed(text), squeezed(flowed ? Letters.unflowed(back) : back), seed);
    }
    assertEquals(letter.enclosures().size(), mail.attachments().size(), seed);
    List<String> sums = new ArrayList<>();
    for (Enclosure one : letter.enclosures()) {
      sums.add(sum(one.content().open().readAllBytes()));
    }
    assertEquals(
        sums.stream().sorted().toList(),
        mail.attachments().stream().map(Attachment::sha256).sorted().toList(),
        seed);
    assertEquals(List.of(), mail.flaws(), seed);
  }

  // Names are read with single blanks, and without quotes around the whole.
  private static void assertName(MailAddress wrote, MailAddress read, String seed) {
    assertEquals(bare(wrote.name()), bare(read.name()), seed);
  }

  private static String bare(String name) {
    return Wording.line(name).replaceAll("\\s+", " ").replaceAll("^[\"' ]+|[\"' ]+$", "");
  }

  private static String squeezed(String text) {
    return text.replaceAll("[ \\t]+(?=\n|$)", "");
  }

  private static String sum(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void givesTheSameBytes_whenALetterIsWrittenAgain() {
    for (long seed = 0; seed < 50; seed++) {
      assertArrayEquals(
          Letters.bytes(Letters.hostile(seed)), Letters.bytes(Letters.hostile(seed)), "" + seed);
    }
  }

  @Test
  void writesShortLinesOfSevenBits_endedAsTheProtocolWants() {
    for (long seed = 0; seed < SEEDS; seed++) {
      byte[] bytes = Letters.bytes(Letters.hostile(seed));
      int length = 0;
      for (int i = 0; i < bytes.length; i++) {
        byte b = bytes[i];
        assertTrue(b > 0, "an octet of eight bits, or null, seed " + seed);
        boolean feed = b == '\n';
        assertEquals(feed, i > 0 && bytes[i - 1] == '\r' && feed, "a bare LF, seed " + seed);
        if (i > 0 && bytes[i - 1] == '\r') {
          assertTrue(feed, "a bare CR, seed " + seed);
        }
        length = feed ? 0 : length + 1;
        assertTrue(length <= 999, "a line of " + length + ", seed " + seed);
      }
    }
  }

  @Test
  void isReadByAStrictParser() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Letter letter = Letters.hostile(seed);
      MimeTokenStream tokens = new MimeTokenStream(MimeConfig.STRICT, DecodeMonitor.STRICT, null);
      tokens.parse(new ByteArrayInputStream(Letters.bytes(letter)));
      int parts = 0;
      for (EntityState s = tokens.getState(); s != EntityState.T_END_OF_STREAM; s = tokens.next()) {
        if (s == EntityState.T_BODY) {
          parts++;
          tokens.getDecodedInputStream().transferTo(OutputStream.nullOutputStream());
        }
      }
      int expected = (letter.html() == null ? 1 : 2) + letter.enclosures().size();
      assertEquals(expected, parts, "seed " + seed);
    }
  }

  @Test
  void wrapsOnlyWhatNeedsIt() {
    String plain = written(Letters.plain("Printer", "It works again.", null));
    assertTrue(plain.contains("Content-Type: text/plain; charset=utf-8\r\n"), plain);
    assertTrue(plain.endsWith("\r\n\r\nIt works again.\r\n"), plain);
    String both = written(Letters.plain("Printer", "It works.", "<p>It works.</p>"));
    assertTrue(both.contains("multipart/alternative"), both);
    assertFalse(both.contains("multipart/mixed") || both.contains("multipart/related"), both);
  }

  @Test
  void letsLinesFlow_whenTheyAreLongAndPlain() {
    String line = "It takes a few words more than fit into one line to say it all. ".repeat(4);
    String written = written(Letters.plain("Printer", line + "\n> " + line, null));
    assertTrue(written.contains("format=flowed"), written);
    String body = written.substring(written.indexOf("\r\n\r\n") + 4).replace("\r\n", "\n");
    assertEquals(line.strip() + "\n> " + line.strip() + "\n", Letters.unflowed(body));
  }

  @Test
  void refusesToWrite_whatWouldBecomeAnotherField() {
    MailAddress forged = new MailAddress("", "a@b.example\r\nBcc: c@d.example");
    assertThrows(
        IllegalArgumentException.class, () -> like(List.of(forged), List.of()), "an address");
    Letter field = like(List.of(Letters.CARLA), List.of(new Header("X\r\nBcc", "a@b.example")));
    assertThrows(IllegalArgumentException.class, () -> Letters.bytes(field), "a field's name");
  }

  private static Letter like(List<MailAddress> to, List<Header> fields) {
    Letter plain = Letters.plain("Printer", "", null);
    return new Letter(
        plain.key(),
        plain.messageId(),
        plain.date(),
        plain.from(),
        to,
        List.of(),
        null,
        "",
        null,
        List.of(),
        fields,
        "",
        null,
        List.of());
  }

  @Test
  void takesAFileOf25Megabytes_withoutHoldingIt() throws Exception {
    long size = 25L << 20;
    Enclosure big = new Enclosure("disk.img", "application/zip", "", () -> zeros(size));
    Letter plain = Letters.plain("A big one", "See the file.", null);
    Letter letter =
        new Letter(
            plain.key(),
            plain.messageId(),
            plain.date(),
            plain.from(),
            plain.to(),
            List.of(),
            null,
            plain.subject(),
            null,
            List.of(),
            List.of(),
            plain.text(),
            null,
            List.of(big));
    Letters.bytes(plain);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    LetterWriter.write(letter, OutputStream.nullOutputStream());
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    System.out.println("A letter with a file of 25 MiB allocated " + allocated + " bytes.");
    assertTrue(allocated < 2 << 20, "it allocated " + allocated + " bytes");
  }

  private static InputStream zeros(long size) {
    return new InputStream() {
      private long left = size;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] bytes, int from, int length) {
        if (left <= 0) {
          return -1;
        }
        int count = (int) Math.min(length, left);
        left -= count;
        return count;
      }
    };
  }

  private static String written(Letter letter) {
    return new String(Letters.bytes(letter), StandardCharsets.US_ASCII);
  }
}
