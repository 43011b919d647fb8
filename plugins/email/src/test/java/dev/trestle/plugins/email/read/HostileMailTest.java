package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testdata.Winmail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Messages made to break readers are read in bounds; the cases are those of attack_cases.csv. */
class HostileMailTest {
  private static ReadMail read(String text) {
    return new MailReader(Own.nobody())
        .read(MailSource.of(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void stopsAtALimitOfParts() {
    ReadMail mail =
        read(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n"
                + "--x\n\n\n".repeat(100_000)
                + "--x--\n");
    assertTrue(
        mail.flaws().stream().anyMatch(flaw -> flaw.contains("parts")), mail.flaws()::toString);
  }

  @Test
  void opensNoMessageInsideAMessage_untilSomebodyReadsIt() {
    ReadMail mail =
        read("Content-Type: message/rfc822\n\n".repeat(100) + "From: a@b.example\n\nHi\n");
    assertEquals(1, mail.attachments().size());
    assertTrue(mail.attachments().getFirst().isMessage());
  }

  @Test
  void readsALineOfTenMegabytes() {
    ReadMail mail = read("From: a@b.example\n\n" + "x".repeat(10 << 20));
    assertEquals(1, mail.attachments().size(), "what is too long for a text is a file");
    assertEquals(10 << 20, mail.attachments().getFirst().size());
  }

  @Test
  void readsFiftyThousandFieldsOfTrace() {
    ReadMail mail =
        read(
            "Received: from a by b; Thu, 1 Jan 2026 00:00:00 +0000\n".repeat(50_000)
                + "From: a@b.example\n\nHi\n");
    assertEquals("Hi", mail.text().visible());
  }

  @Test
  void showsWhatAListHasPutBehindBase64() {
    String head =
        "From: a@b.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n";
    assertEquals(
        "Hello\n\n\nThis list has its rules at https://b.example/rules.",
        read(head + "SGVsbG8KCg==\n\nThis list has its rules at https://b.example/rules.\n")
            .text()
            .readable()
            .strip());
    assertEquals("Hello", read(head + "SGVsbG8=\n\nc3BhcmU=\n").text().visible());
  }

  @Test
  void readsOverNullBytes() {
    ReadMail mail = read("From: a@b.example\nSubject: a\0b\n\nc\0d\n");
    assertEquals("ab", mail.subject());
    assertEquals("cd", mail.text().visible());
  }

  @Test
  void prefersTheEncodedFileName_andKeepsFoldersOut() {
    ReadMail mail =
        read(
            "From: a@b.example\nContent-Type: application/pdf; name=\"one.pdf\"\n"
                + "Content-Disposition: attachment; filename=\"two.pdf\"; filename*=UTF-8''..%2F..%2Fthr%C3%A9e.pdf\n\nx\n");
    assertEquals("thrée.pdf", mail.attachments().getFirst().name());
  }

  @Test
  void guessesWhatNobodyKnows_andSaysSo() {
    ReadMail mail =
        read("From: a@b.example\nContent-Type: text/plain; charset=x-unknown\n\nGr\u00fc\u00dfe\n");
    assertEquals("Grüße", mail.text().visible());
    assertTrue(
        mail.flaws().stream().anyMatch(flaw -> flaw.contains("x-unknown")), mail.flaws()::toString);
    assertEquals(
        "Grüße",
        read("From: a@b.example\nContent-Type: text/plain; charset=utf-7\n\nGr+APwA3w-e\n")
            .text()
            .visible());
  }

  @Test
  void readsAMultipartWhoseBoundaryNeverComes_asAText() {
    ReadMail mail =
        read(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=out\n\n--out\n"
                + "Content-Type: multipart/mixed; boundary=lost\n\nWhat is said\n\n--out\n"
                + "Content-Type: application/pdf; name=a.pdf\n\nfile\n--out--\n");
    assertEquals("What is said", mail.text().visible());
    assertEquals(4, mail.attachments().getFirst().size());
    assertEquals("file", content(mail.attachments().getFirst()));
  }

  private static String content(Attachment attachment) {
    try (InputStream in = attachment.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void readsLinesThatEndInReturnsInFront_andAsUsualBehind() {
    ReadMail mail = read("From: a@b.example\rSubject: old\r\rHello\r\nyou\n");
    assertEquals("old", mail.subject());
    assertEquals("Hello\nyou", mail.text().visible());
  }

  @Test
  void readsPlainLetters_whateverWideCharsetIsNamed() {
    for (String charset : new String[] {"utf-16", "ebcdic-cp-us", "utf-32"}) {
      ReadMail mail =
          read(
              "From: a@b.example\nContent-Type: text/plain; charset="
                  + charset
                  + "\n\nHello you\n");
      assertEquals("Hello you", mail.text().visible(), charset);
    }
  }

  @Test
  void readsPartsBehindAnEndThatComesTooEarly() {
    ReadMail mail =
        read(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b--\n\n--b\n"
                + "Content-Type: text/plain\n\nWhat is said\n--b--\n");
    assertTrue(mail.text().visible().contains("What is said"), mail.text()::visible);
  }

  @Test
  void readsPartsThatBeginWithNoEmptyLineAboveThem() {
    ReadMail mail =
        read(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n--b\n"
                + "Content-Type: text/plain\n\nWhat is said\n--b\nContent-Type: image/gif\n\nx\n--b--\n");
    assertTrue(mail.text().visible().contains("What is said"), mail.text()::visible);
  }

  @Test
  void readsFromNothing() {
    ReadMail mail = read("");
    assertEquals("", mail.text().readable());
    assertFalse(mail.parties().author().isUsable());
  }

  @Test
  void saysWhereAMessageCannotBeReadFurther() {
    MailSource torn =
        () ->
            new SequenceInputStream(
                new ByteArrayInputStream(
                    Families.bytes("From: a@b.example\nSubject: torn\n\nHello\n")),
                new InputStream() {
                  @Override
                  public int read() throws IOException {
                    throw new IOException("the disk is gone");
                  }
                });
    ReadMail mail = new MailReader(Own.nobody()).read(torn);
    assertTrue(
        mail.flaws().stream().anyMatch(flaw -> flaw.contains("the disk is gone")),
        mail.flaws()::toString);
  }

  @Test
  void takesFilesOutOfAWinmail_withoutTheirFolders() throws IOException {
    byte[] winmail = Winmail.holding("..\\..\\evil.txt", Families.bytes("content"));
    String head =
        "From: a@b.example\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: 8bit\n\n";
    ReadMail mail = read(head + new String(winmail, StandardCharsets.ISO_8859_1));
    Attachment file = mail.attachments().getFirst();
    assertEquals("evil.txt", file.name());
    assertEquals(
        HexFormat.of().formatHex(MimeParts.sha256().digest(Families.bytes("content"))),
        file.sha256());
    try (InputStream in = file.content().open()) {
      assertEquals("content", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
