package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Messages of all families, damaged at random: each is read, in little time, and nothing of what it
 * says is lost. The time is that of the processor, so that a busy machine changes nothing.
 */
class MutatedMailTest {
  private static final int LENGTH_MAX = 200_000;
  private static final long TIME_MAX_NANOS = 2_000_000_000L;
  // What is beyond the bounds of the reader, or damaged in several ways at once, is left out,
  // nearly
  // always with a word about it; the raw message is kept in any case.
  private static final Pattern LEFT_OUT =
      Pattern.compile("left out|no empty line|boundary never|cannot be read|outside of its parts");
  private static final List<String> FAMILIES =
      List.of(
          "sisimai-bounces",
          "perl-bounceparser",
          "zammad",
          "ruby-mail",
          "mime4j",
          "rt",
          "python-email",
          "stalwart-mail-parser",
          "chatwoot",
          "kmime",
          "discourse",
          "znuny");

  private static List<Path> files() {
    return FAMILIES.stream()
        .flatMap(family -> Families.messages(family).stream())
        .filter(MutatedMailTest::isSmall)
        .toList();
  }

  private static boolean isSmall(Path file) {
    try {
      return Files.size(file) < LENGTH_MAX / 2;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String bytes(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void readsTwoHundredDamagedMessages() {
    readsDamaged(1, 200);
  }

  @Test
  @Tag("long")
  void readsThousandsOfDamagedMessages() {
    readsDamaged(2, 40_000);
  }

  private static void readsDamaged(long seed, int count) {
    List<Path> files = files();
    SplittableRandom random = new SplittableRandom(seed);
    long slowest = 0;
    String slow = "";
    for (int i = 0; i < count; i++) {
      Path file = files.get(random.nextInt(files.size()));
      long one = random.nextLong();
      String mail = new Mutations(one, LENGTH_MAX).damaged(bytes(file));
      String where = file.getFileName() + " damaged by seed " + one;
      long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      check(where, read(where, mail));
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
      if (taken > slowest) {
        slowest = taken;
        slow = where;
      }
    }
    System.out.printf(
        "%,d damaged messages read, the slowest in %d ms: %s%n", count, slowest / 1_000_000, slow);
    assertTrue(slowest < TIME_MAX_NANOS, slow + " took " + slowest / 1_000_000 + " ms");
  }

  private static ReadMail read(String where, String mail) {
    try {
      return new MailReader(Own.nobody())
          .read(MailSource.of(mail.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (RuntimeException | StackOverflowError broken) {
      throw new AssertionError(where, broken);
    }
  }

  /** Folding leaves no text out, and each file can be taken out as it was announced. */
  private static void check(String where, ReadMail mail) {
    assertEquals(
        mail.text().readable(),
        mail.text().parts().stream().map(TextPart::text).collect(Collectors.joining()),
        where);
    for (Attachment file : mail.attachments()) {
      try (InputStream in = file.content().open()) {
        byte[] content = in.readAllBytes();
        assertEquals(file.size(), content.length, where + " " + file.name());
        assertEquals(
            file.sha256(),
            HexFormat.of().formatHex(MimeParts.sha256().digest(content)),
            where + " " + file.name());
      } catch (IOException unreadable) {
        throw new AssertionError(where + " " + file.name(), unreadable);
      }
    }
  }

  /**
   * A sentence that is put between the lines of a text is found again, whatever is broken besides;
   * see the bounds below.
   */
  @Test
  void losesNoSentence_whateverIsBrokenAroundIt() {
    losesNothing(3, 200);
  }

  @Test
  @Tag("long")
  void losesNoSentence_inThousandsOfMessages() {
    losesNothing(4, 20_000);
  }

  private static void losesNothing(long seed, int count) {
    String sentence = "Quince marmalade is what this is about.";
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lost = new ArrayList<>();
    int named = 0;
    for (int i = 0; i < count; i++) {
      long one = random.nextLong();
      String mail = new Mutations(one, LENGTH_MAX).damaged(Plain.message(random, sentence));
      ReadMail read = read("seed " + one, mail);
      if (mail.contains(sentence) && !isShown(read, sentence)) {
        boolean said = read.flaws().stream().anyMatch(flaw -> LEFT_OUT.matcher(flaw).find());
        named += said ? 1 : 0;
        lost.add((said ? "[named] " : "") + "seed " + one);
      }
    }
    System.out.printf(
        "%,d damaged messages: %d sentences not shown, %d of them named as a flaw%n",
        count, lost.size(), named);
    assertTrue(lost.size() * 50 <= count, lost::toString);
    assertTrue((lost.size() - named) * 100 <= count, lost::toString);
  }

  private static boolean isShown(ReadMail mail, String sentence) {
    return mail.text().readable().contains(sentence)
        || mail.text().html().contains(sentence)
        || mail.headers().fields().stream().anyMatch(field -> field.raw().contains(sentence))
        || mail.attachments().stream().anyMatch(file -> holds(file, sentence));
  }

  private static boolean holds(Attachment file, String sentence) {
    try (InputStream in = file.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(sentence);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Messages of the usual shapes with one sentence in their text. */
  private static final class Plain {
    private static final String HEAD =
        "From: Carl <carl@acme.example>\nTo: support@desk.example\nSubject: About it\nMessage-ID: <1@acme.example>\nMIME-Version: 1.0\n";

    static String message(SplittableRandom random, String sentence) {
      String text = "Hello,\n\n" + sentence + "\n\nRegards\nCarl\n";
      return switch (random.nextInt(4)) {
        case 0 -> HEAD + "\n" + text;
        case 1 ->
            HEAD
                + "Content-Type: multipart/mixed; boundary=\"out\"\n\n--out\nContent-Type: text/plain; charset=utf-8\n\n"
                + text
                + "\n--out\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--out--\n";
        case 2 ->
            HEAD
                + "Content-Type: multipart/alternative; boundary=\"alt\"\n\n--alt\nContent-Type: text/plain; charset=utf-8\n\n"
                + text
                + "\n--alt\nContent-Type: text/html; charset=utf-8\n\n<p>Hello</p><p>"
                + sentence
                + "</p>\n--alt--\n";
        default ->
            HEAD
                + "Content-Type: multipart/mixed; boundary=\"out\"\n\n--out\nContent-Type: multipart/related; boundary=\"rel\"\n\n--rel\nContent-Type: text/html\n\n<p>"
                + sentence
                + "</p>\n--rel\nContent-Type: image/gif\nContent-ID: <i>\nContent-Transfer-Encoding: base64\n\nR0lGODlhAQABAAAAACw=\n--rel--\n--out--\n";
      };
    }
  }
}
