package dev.trestle.plugins.tests.mail;

import static dev.trestle.plugins.tests.mail.MailDesk.mail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.testdata.SharedData;
import dev.trestle.testdata.Winmail;
import dev.trestle.testkit.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * The rows of attack_cases.csv about what is in a message: raw message in, and what is seen of it.
 */
class HostileContentTest extends OnOneMailDesk {
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern ACTS =
      Pattern.compile(
          "^</?(?:script|style|iframe|object|embed|form|input|meta|link|base|svg|math|applet|frame|xml|video|audio|button)\\b"
              + "|\\son\\w+\\s*=|(?:javascript|vbscript|data:text)[^ ]*:|expression\\(|@import|style=[^>]*url\\(");

  private static String typed(String type, String body) {
    return mail(CARL, "Help", body, "MIME-Version: 1.0", "Content-Type: " + type);
  }

  private byte[] file(Reply seen, int index) {
    return Objects.requireNonNull(
        desk.ada.file(seen.text(WORD + "attachments." + index + ".id")), "no such file");
  }

  /** Row 16: a provider passes a complaint on; nobody is answered, and it is no work to do. */
  @Test
  void notesAComplaint() {
    desk.take(
        typed(
            "multipart/report; report-type=feedback-report; boundary=b",
            "--b\nContent-Type: text/plain\n\nThis is an abuse report.\n--b\nContent-Type: message/feedback-report\n\n"
                + "Feedback-Type: abuse\nUser-Agent: Provider/1.0\nVersion: 1\n--b--\n"));
    Reply seen = desk.tickets();
    assertEquals("COMPLAINT", seen.text(WORD + "mail.kind"));
    assertEquals("RESOLVED", seen.text("tickets.nodes.0.status.category"));
  }

  /** Row 19: parts without number are read up to a bound, and that is said. */
  @Test
  void readsPartsUpToABound() {
    desk.take(typed("multipart/mixed; boundary=x", "--x\n\n\n".repeat(100_000) + "--x--\n"));
    assertTrue(flaws().contains("parts"), flaws());
  }

  /** Row 21: what either of two boundaries would show is shown, and said to be odd. */
  @Test
  void losesNothing_whereTwoBoundariesAreNamed() {
    String body =
        "--one\nContent-Type: text/plain\n\nSeen by one.\n--one--\n--two\nContent-Type: text/plain\n\nSeen by two.\n--two--\n";
    desk.take(typed("multipart/mixed; boundary=one; boundary=two", body));
    Reply seen = desk.tickets();
    String said = seen.text(WORD + "text") + seen.at(WORD + "mail.quoted");
    assertTrue(said.contains("Seen by one.") && said.contains("Seen by two."), said);
    assertTrue(flaws().contains("two boundaries"), flaws());
  }

  private byte[] original(Reply seen) {
    String path = seen.text(WORD + "mail.originalPath");
    return Objects.requireNonNull(desk.ada.file(path.substring("/files/".length())));
  }

  private String flaws() {
    return String.valueOf(desk.tickets().at(WORD + "mail.flaws"));
  }

  /** Row 22: the encoded name of a file counts before the plain one, without its folders. */
  @Test
  void prefersTheEncodedNameOfAFile() {
    desk.take(
        mail(
            CARL,
            "Help",
            "x",
            "Content-Type: application/pdf; name=\"zero.pdf\"",
            "Content-Disposition: attachment; filename=\"one.exe\"; filename*=UTF-8''..%2Ftw%C3%B6.pdf",
            "Content-Disposition: attachment; filename=\"other.pdf\""));
    assertEquals("twö.pdf", desk.tickets().text(WORD + "attachments.0.fileName"));
  }

  /** Row 23: characters that are no base64 do not count, as in the programs people read with. */
  @Test
  void decodesBase64WithOtherCharactersInIt() {
    desk.take(
        mail(
            CARL,
            "Help",
            "SGVs*bG8s\n!!IHdv\u00a0cmxk\n\nLg==",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64"));
    assertEquals("Hello, world.", desk.tickets().text(WORD + "text"));
  }

  /** Row 28: a page of links is shown as its text, says why, and is kept. */
  @Test
  void showsNoPageOfThousandsOfLinks() {
    desk.take(
        typed("text/html", "<p>Look:</p>" + "<a href='https://a.example/'>a</a>\n".repeat(5_001)));
    Reply seen = desk.tickets();
    assertTrue(seen.at(WORD + "mail.html") == null, "a page of links is shown");
    assertTrue(seen.text(WORD + "text").startsWith("Look:"), "the text is lost");
    assertTrue(flaws().contains("links"), flaws());
    assertTrue(original(seen).length > 5_000 * 30);
  }

  /** Row 29: messages inside of messages are files, whatever is inside of them. */
  @Test
  void opensNoMessageInsideOfAMessage() {
    desk.take(
        "Content-Type: message/rfc822\n\n".repeat(100)
            + "From: carl@acme.example\nSubject: Inside\n\nHi\n");
    desk.take(
        "Content-Type: multipart/mixed; boundary=n\n\n--n\n".repeat(101)
            + "From: carl@acme.example\n\nDeep\n");
    assertEquals(2, desk.tickets().list("tickets.nodes").size());
  }

  /** Row 30: files of a winmail.dat have no folders. */
  @Test
  void takesFilesOfAWinmail_withoutTheirFolders() {
    byte[] winmail =
        Winmail.holding("..\\..\\etc/evil.txt", "content".getBytes(StandardCharsets.UTF_8));
    desk.take(
        mail(
            CARL,
            "Help",
            Base64.getMimeEncoder().encodeToString(winmail),
            "Content-Type: application/ms-tnef; name=winmail.dat",
            "Content-Transfer-Encoding: base64"));
    Reply seen = desk.tickets();
    assertEquals("evil.txt", seen.text(WORD + "attachments.0.fileName"));
    assertEquals("content", new String(file(seen, 0), StandardCharsets.UTF_8));
  }

  /** Row 31: charsets that nobody knows, and those with states, are read as well as can be. */
  @Test
  void readsTextsInCharsetsNobodyKnows() {
    desk.take(typed("text/plain; charset=x-unknown", "Grüße"));
    desk.take(typed("text/plain; charset=utf-7", "Gr+APwA3w-e"));
    desk.take(typed("text/plain; charset=iso-2022-kr", "\u001b$)C\u000e>H3g\u000f!"));
    Reply seen = desk.tickets();
    assertEquals("Grüße", seen.text(WORD + "text"));
    assertTrue(flaws().contains("x-unknown"), flaws());
    assertEquals("Grüße", seen.text("tickets.nodes.1.messages.nodes.0.text"));
    assertEquals("안녕!", seen.text("tickets.nodes.2.messages.nodes.0.text"));
  }

  /** Row 32: an image of 30,000 by 30,000 pixels is a file; nothing in the desk unpacks it. */
  @Test
  void keepsAnImageOfManyPixels_asTheFileItIs() {
    byte[] image = imageOf(30_000);
    desk.take(
        mail(
            CARL,
            "Help",
            Base64.getMimeEncoder().encodeToString(image),
            "Content-Type: image/png; name=huge.png",
            "Content-Transfer-Encoding: base64"));
    Reply seen = desk.tickets();
    assertEquals("huge.png", seen.text(WORD + "attachments.0.fileName"));
    assertEquals(image.length, seen.number(WORD + "attachments.0.sizeBytes"));
  }

  /** A picture's header, which promises its pixels. */
  private static byte[] imageOf(int side) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes("IHDR".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 2; i++) {
      header.writeBytes(new byte[] {0, 0, (byte) (side >> 8), (byte) side});
    }
    header.writeBytes(new byte[] {8, 6, 0, 0, 0});
    CRC32 sum = new CRC32();
    sum.update(header.toByteArray());
    out.writeBytes(header.toByteArray());
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write((int) (sum.getValue() >> shift));
    }
    return out.toByteArray();
  }

  /** Row 43: no html of the published attacks does anything where it is shown. */
  @Test
  void showsHtmlThatDoesNothing() throws IOException {
    List<JsonNode> rows = SharedData.json("security/html_sanitizer.jsonl");
    assertTrue(rows.size() >= 60, "there are attacks");
    for (JsonNode row : rows) {
      String id = row.get("id").asText();
      String page = "<p>Seen</p>" + row.get("input").asText();
      desk.take(mail(CARL, id, page, "Content-Type: text/html; charset=utf-8"));
      Reply seen =
          desk.ada.ask(
              "{ tickets(first: 1, orderBy: [{ field: CREATED_AT, direction: DESC }]) { nodes { subject"
                  + " messages(first: 1) { nodes { text mail { html } } } } } }");
      assertEquals(id, seen.text("tickets.nodes.0.subject"));
      String html = seen.text(WORD + "mail.html");
      assertTrue(html.contains("Seen"), () -> id + ": " + html);
      assertFalse(acts(html), () -> id + ": " + html);
    }
  }

  private static boolean acts(String html) {
    String plain = html.toLowerCase(Locale.ROOT);
    return TAG.matcher(plain).results().anyMatch(tag -> ACTS.matcher(tag.group()).find());
  }

  /**
   * Row 45: a subject stays what it is; where it leaves as CSV, CsvCellTest shows what becomes of
   * it.
   */
  @Test
  void keepsASubjectThatASpreadsheetWouldRun() {
    desk.take(mail(CARL, "=HYPERLINK(\"http://evil.example\")", "x"));
    assertEquals(
        "=HYPERLINK(\"http://evil.example\")", desk.tickets().text("tickets.nodes.0.subject"));
  }

  /** Row 47: rules of repetition are never unfolded. */
  @Test
  void unfoldsNoRepetition() {
    desk.take(
        typed(
            "text/calendar; method=REQUEST; charset=utf-8",
            "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nSUMMARY:Forever\nDTSTART:20310303T090000Z\n"
                + "RRULE:FREQ=SECONDLY\n".repeat(10_000)
                + "END:VEVENT\nEND:VCALENDAR\n"));
    Reply seen = desk.tickets();
    assertEquals(1, seen.list("tickets.nodes").size());
    assertEquals("text/calendar", seen.text(WORD + "attachments.0.contentType"));
  }
}
