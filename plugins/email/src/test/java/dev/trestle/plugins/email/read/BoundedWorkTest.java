package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages of some megabytes that are made to keep a reader busy do not: each of them took minutes,
 * or would not end, without the bound that it is about. Read alone, none takes two seconds; the
 * limit here leaves room for a busy machine.
 */
class BoundedWorkTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String FROM = "From: a@b.example\nMessage-ID: <1@b.example>\n";
  private static final String HTML = FROM + "Content-Type: text/html\n\n";
  private static final String PLAIN = FROM + "\n";
  private static final String BOUNCE =
      "From: MAILER-DAEMON@x.example\nSubject: failure notice\nReturn-Path: <>\n\n";

  /** A message, by what is too much in it. */
  record Hostile(String what, String text) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Hostile many(String what, String front, String piece, int times) {
    return new Hostile(times + " " + what, front + piece.repeat(times));
  }

  static Stream<Hostile> messages() {
    return Stream.of(
        new Hostile(
            "multiparts inside of multiparts, 10,000 deep",
            FROM
                + IntStream.range(0, 10_000)
                    .mapToObj(
                        i -> "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n")
                    .collect(Collectors.joining())),
        many("messages inside of messages", FROM, "Content-Type: message/rfc822\n\n", 10_000),
        many("fields", FROM, "X-Field: value\n", 100_000),
        many("recipients in one field", FROM + "To: ", "user@example.org,\n ", 100_000),
        many("fields with a recipient", FROM, "To: user@example.org\n", 100_000),
        many("fields of open quotes", FROM, "To: " + "\"\\".repeat(30_000) + "\n", 100),
        many("fields of at signs", FROM, "To: " + "a@".repeat(30_000) + "\n", 100),
        many("fields of blanks", FROM, "To: x" + " ".repeat(30_000) + "x\n", 100),
        many("characters in an encoded word", FROM + "Subject: =?utf-8?B?", "Q", 10_000_000),
        many("encoded words", FROM + "Subject: ", "=?utf-8?Q?a?= ", 500_000),
        many("encoded words that never end", FROM + "Subject: ", "=?utf-8?Q?a", 500_000),
        many("parameters without semicolons", FROM + "Content-Type: a/b; ", "x=\"y\" ", 10_000),
        many("lines of a header without a colon", "", "x\n", 1_000_000),
        many("elements inside of elements", HTML, "<div>", 200_000),
        many("marks inside of marks", HTML, "<b><i><u><p></b>", 20_000),
        many("tables inside of tables", HTML, "<table>x", 50_000),
        many("attributes", HTML + "<p ", "a=b ", 300_000),
        many("quotes inside of quotes", HTML, "<blockquote>x", 20_000),
        many("angle brackets", HTML, "<", 1_000_000),
        many("heads of quoted messages", PLAIN, "On Mon, 1 Jan 2026 at 10:00, A <a@b.c>\n", 45_000),
        many("lines of fields", "Subject: Fwd: x\n" + PLAIN, "From: a b\nTo: c\n", 100_000),
        many("lines between signatures", PLAIN, "--\n", 500_000),
        many("uuencoded files", PLAIN, "begin 644 x\n#0V%T\n`\nend\n", 70_000),
        many("soft ends of lines", quoted(), "=\n", 900_000),
        many("blanks in quoted-printable", quoted(), "= ", 900_000),
        many("addresses in a report", BOUNCE, "<a@b.example>:\n550 user unknown\n\n", 50_000),
        many("dashes in a report", BOUNCE, "-", 1_900_000),
        many("dots in a report", BOUNCE, "a.", 900_000),
        many(
            "parts with a name of 60 kB",
            FROM + "Content-Type: multipart/mixed; boundary=x\n\n",
            "--x\nContent-Type: application/x; name=" + "a".repeat(60_000) + "\n\n\n",
            200),
        many(
            "texts of 50 kB",
            FROM + "Content-Type: multipart/mixed; boundary=x\n\n",
            "--x\n\n" + "x ".repeat(25_000) + "\n",
            1_000),
        many(
            "files of one name",
            FROM + "Content-Type: multipart/mixed; boundary=x\n\n",
            "--x\nContent-Type: application/x; name=a.b\n\n\n",
            1_000));
  }

  private static String quoted() {
    return FROM + "Content-Transfer-Encoding: quoted-printable\n\n";
  }

  private static ReadMail read(String text) {
    return new MailReader(Own.nobody())
        .read(MailSource.of(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void endsSoon_whateverIsTooMuch(Hostile message) {
    ReadMail mail = assertTimeoutPreemptively(LIMIT, () -> read(message.text()), message::toString);
    assertNotNull(mail.kind());
  }

  @Test
  void saysWhatItLeavesOut() {
    flawed(
        FROM + "To: " + "user@example.org,\n ".repeat(100_000) + "\n\nHi\n", "A field is longer");
    flawed(FROM + "X-Field: value\n".repeat(100_000) + "\nHi\n", "A header has more than");
    flawed(HTML + "<div>".repeat(200_000), "too much to be shown");
    flawed("x\n".repeat(1_000), "No empty line ends the header");
  }

  private static void flawed(String message, String flaw) {
    ReadMail mail = read(message);
    assertTrue(
        mail.flaws().stream().anyMatch(one -> one.contains(flaw)), () -> flaw + mail.flaws());
  }
}
