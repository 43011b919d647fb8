package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What servers are documented to answer is judged alike in each shape of a report. */
class BounceRepliesTest {
  private static final String TO = "kira@firm.example";

  /** An answer, with what is to be made of it. */
  private record Reply(boolean hard, String command, String status, String text, String source) {
    static Reply of(String line) {
      String[] row = line.split("\t", -1);
      String text = row[3].replace("{to}", TO).replace("{ip}", "203.0.113.9");
      Matcher said = BounceVerdict.STATUS.matcher(text);
      String status = !row[2].isEmpty() ? row[2] : said.find() ? said.group() : "";
      return new Reply(row[0].equals("hard"), row[1], status, text, row[4]);
    }

    /** What a mail system states that finds no status in the answer: its class alone. */
    String general() {
      return text.startsWith("4") ? "4.0.0" : "5.0.0";
    }

    String about() {
      String word =
          switch (command) {
            case "RCPT" -> " (in reply to RCPT TO command)";
            case "DATA" -> " (in reply to end of DATA command)";
            case "MAIL" -> " (in reply to MAIL FROM command)";
            case "CONNECT" -> " (in reply to EHLO command)";
            default -> "";
          };
      return command.equals("-") ? text : "host mx.firm.example[192.0.2.7] said: " + text + word;
    }
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(BounceRepliesTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static List<Reply> replies() throws IOException {
    return lines("/bounces/replies.tsv").stream().map(Reply::of).toList();
  }

  /** Every so many answers of the collections. */
  private static List<Reply> collected(int every) throws IOException {
    List<Reply> all = lines("/bounces/collections.tsv").stream().map(Reply::of).toList();
    return IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get).toList();
  }

  private static List<Reply> phrases() throws IOException {
    List<Reply> phrases = new ArrayList<>();
    for (String line : lines("/bounces/phrases.tsv")) {
      String[] row = line.split("\t", -1);
      for (String phrase : row[2].split(" \\| ")) {
        phrases.add(Reply.of(String.join("\t", row[0], "RCPT", "", "550 " + phrase, row[1])));
      }
    }
    return phrases;
  }

  private static String head() {
    return "Return-Path: <>\nFrom: MAILER-DAEMON@relay.example (Mail Delivery System)\nTo: ada@desk.example\n"
        + "Subject: Undelivered Mail Returned to Sender\nMessage-ID: <1@relay.example>\nMIME-Version: 1.0\n";
  }

  /** A report with fields, as RFC 3464 has it. */
  private static String report(Reply reply) {
    String reason = reply.about();
    String status = reply.status().isEmpty() ? reply.general() : reply.status();
    return head()
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n"
        + "This is the mail system at host relay.example.\n\nI'm sorry to have to inform you that your message could not\n"
        + "be delivered to one or more recipients.\n\n<%s>: %s\n".formatted(TO, reason)
        + "\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; %s\nAction: failed\nStatus: %s\nDiagnostic-Code: smtp; %s\n\n--b--\n"
            .formatted(TO, status, reply.text());
  }

  /** A report of words alone, as qmail writes it. */
  private static String words(Reply reply) {
    String said = reply.command().toUpperCase(Locale.ROOT);
    String reason =
        switch (said) {
          case "-" -> reply.text();
          case "RCPT" ->
              "192.0.2.7 does not like recipient.\nRemote host said: "
                  + reply.text()
                  + "\nGiving up on 192.0.2.7.";
          case "MAIL" ->
              "Connected to 192.0.2.7 but sender was rejected.\nRemote host said: " + reply.text();
          case "CONNECT" ->
              "Connected to 192.0.2.7 but greeting failed.\nRemote host said: " + reply.text();
          default ->
              "192.0.2.7 failed after I sent the message.\nRemote host said: " + reply.text();
        };
    return head()
        + "Content-Type: text/plain; charset=utf-8\n\nHi. This is the qmail-send program at relay.example.\n"
        + "I'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        + "<%s>:\n%s\n\n--- Below this line is a copy of the message.\n\nSubject: Hello\n\nHello\n"
            .formatted(TO, reason);
  }

  private static void judge(Reply reply, String mail, Score hardness, Score falseHard) {
    Bounce bounce = new MailReader(Own.nobody()).read(MailSource.of(Families.bytes(mail))).bounce();
    String where = reply.text() + "#" + reply.source();
    boolean hard = bounce != null && bounce.isHard();
    hardness.holds(where, hard == reply.hard(), reply.hard() ? "hard" : "soft", bounce);
    if (!reply.hard()) {
      falseHard.holds(where, !hard, "soft", bounce);
    }
  }

  private static void judgeAll(String what, List<Reply> replies, Function<Reply, String> form) {
    Score hardness = new Score(what + ", hard or soft");
    Score falseHard = new Score(what + ", soft ones not taken for hard");
    for (Reply reply : replies) {
      judge(reply, form.apply(reply), hardness, falseHard);
    }
    assertAll(() -> hardness.atLeast(98), () -> falseHard.atLeast(100));
  }

  @Test
  void judgesPhrasesOfManyLanguages() throws IOException {
    judgeAll("phrases of many languages", phrases(), BounceRepliesTest::report);
  }

  @Test
  void judgesDocumentedAnswers_inReportsWithFields() throws IOException {
    judgeAll("documented answers", replies(), BounceRepliesTest::report);
  }

  @Test
  void judgesDocumentedAnswers_inReportsOfWords() throws IOException {
    judgeAll("documented answers in words", replies(), BounceRepliesTest::words);
  }

  @Test
  void judgesSomeAnswersOfCollections() throws IOException {
    judgeAll("some collected answers", collected(8), BounceRepliesTest::report);
  }

  @Test
  @Tag("long")
  void judgesAllAnswersOfCollections() throws IOException {
    judgeAll("collected answers", collected(1), BounceRepliesTest::report);
    judgeAll("collected answers in words", collected(1), BounceRepliesTest::words);
  }
}
