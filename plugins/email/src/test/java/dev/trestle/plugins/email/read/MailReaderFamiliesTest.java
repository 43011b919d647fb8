package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What the reader makes of real messages is what the programs they come from make of them. */
class MailReaderFamiliesTest {
  private static final Duration SLOWEST = Duration.ofSeconds(2);

  @Test
  void readsEveryMessage_andKeepsAllOfItsText() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(SharedData.path("emails"))) {
      files =
          all.filter(f -> f.toString().contains("/messages/") && Files.isRegularFile(f)).toList();
    }
    for (Path file : files) {
      ReadMail mail =
          Assertions.assertTimeoutPreemptively(SLOWEST, () -> Families.read(file), file::toString);
      assertNotNull(mail.kind());
      assertEquals(
          mail.text().readable(),
          mail.text().parts().stream().map(TextPart::text).collect(Collectors.joining()),
          file.toString());
      for (Attachment attachment : mail.attachments()) {
        try (InputStream in = attachment.content().open()) {
          byte[] bytes = in.readAllBytes();
          assertEquals(
              attachment.sha256(),
              HexFormat.of().formatHex(MimeParts.sha256().digest(bytes)),
              () -> file + " " + attachment.name());
        }
      }
    }
    System.out.println("Messages read: " + files.size() + ", exceptions: 0");
  }

  @Test
  void readsWhatZammadReads() {
    Score addresses = new Score("Zammad, addresses");
    Score names = new Score("Zammad, names");
    Score subjects = new Score("Zammad, subjects");
    Score files = new Score("Zammad, attachments by name and sha256");
    Score texts = new Score("Zammad, visible text");
    for (JsonNode row : Families.rows("emails/zammad/expected.jsonl")) {
      String file = row.get("file").asText();
      ReadMail mail = Families.read("zammad", file);
      MailAddress author = mail.parties().author();
      if (row.has("from_email")) {
        addresses.same(file, row.get("from_email").asText(), author.address());
        names.same(file, row.get("from_display_name").asText(), author.name());
      }
      field(row, "to", mail.parties().to(), addresses, names);
      field(row, "cc", mail.parties().cc(), addresses, names);
      if (row.has("subject")) {
        subjects.same(file, row.get("subject").asText(), mail.subject());
      }
      for (JsonNode one : row.path("attachments")) {
        attachment(file, one, mail, files);
      }
      if (row.has("body")) {
        boolean plain = row.path("content_type").asText().equals("text/plain");
        text(file, row.get("body").asText(), plain, mail.text(), texts);
      }
    }
    Assertions.assertAll(
        () -> texts.atLeast(85),
        () -> addresses.atLeast(98),
        () -> names.atLeast(98),
        () -> subjects.atLeast(98),
        () -> files.atLeast(98));
  }

  /** The peer cleans and marks up in its own way: of both only the letters are compared. */
  private static void text(String file, String body, boolean plain, MailText read, Score texts) {
    String said = plain ? body : HtmlMail.text(body.replace("\n", "<br>"));
    String wanted = said.replace("no visible content", "");
    String shown = read.html().isEmpty() ? read.readable() : HtmlMail.text(read.html());
    boolean same = letters(wanted).equals(letters(shown));
    if (!same
        && !wanted.isBlank()
        && letters(wanted).endsWith(letters(shown))
        && !shown.isBlank()) {
      texts.tolerate("the title of a page, which browsers do not show on it");
      same = true;
    } else if (!same && wanted.isBlank()) {
      texts.tolerate("a text of which the peer shows nothing, and we do");
      same = true;
    }
    texts.holds(file, same, letters(wanted), letters(shown));
  }

  private static String letters(String text) {
    return text.replaceAll("[\\s\\u00A0\\u3000>_-]", "");
  }

  // The peer gives the field as a line, which only our own reader can take apart.
  private static void field(
      JsonNode row, String name, List<MailAddress> read, Score addresses, Score names) {
    if (row.has(name)) {
      String where = row.get("file").asText() + " " + name;
      List<MailAddress> expected = AddressList.of(row.get(name).asText());
      addresses.same(
          where,
          expected.stream().map(MailAddress::address).toList(),
          read.stream().map(MailAddress::address).toList());
      names.same(
          where,
          expected.stream().map(MailAddress::name).toList(),
          read.stream().map(MailAddress::name).toList());
    }
  }

  private static void attachment(String file, JsonNode one, ReadMail mail, Score files) {
    String name = one.get("filename").asText();
    String digest = one.get("sha256").asText();
    List<Attachment> named =
        mail.attachments().stream().filter(a -> Score.same(name, a.name())).toList();
    boolean exact = named.stream().anyMatch(a -> a.sha256().equals(digest));
    if (!exact && name.equals("message.html")) {
      // The peer keeps the html body as a file of this name, in UTF-8.
      Path path = SharedData.path("emails/zammad/messages").resolve(file);
      exact =
          MimeParts.walk(Families.source(path), new ArrayList<>()).parts().stream()
              .anyMatch(part ->
                  digest(Families.bytes(part.characters().replace("\r\n", "\n"))).equals(digest));
      if (exact) {
        files.tolerate(
            "message.html is the html body to the peer, whose characters and lines are compared");
      }
    }
    if (!exact && named.stream().anyMatch(a -> digests(a).contains(digest))) {
      files.tolerate("the peer writes texts and messages anew, with line ends of its own");
      exact = true;
    }
    files.holds(
        file,
        exact,
        name + " " + one.get("bytes") + " " + digest,
        mail.attachments().stream()
            .map(a -> a.name() + " " + a.size() + " " + a.sha256())
            .toList());
  }

  private static List<String> digests(Attachment attachment) {
    try (InputStream in = attachment.content().open()) {
      String lines = lines(in.readAllBytes());
      return List.of(
          digest(lines.getBytes(StandardCharsets.ISO_8859_1)),
          digest(lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(MimeParts.sha256().digest(bytes));
  }

  private static String lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  private static List<String> keys(List<MailAddress> addresses) {
    return addresses.stream().map(MailAddress::key).toList();
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  void readsWhatRubyMailReads() {
    Score score = new Score("Ruby mail, fields and attachments");
    for (JsonNode row : Families.rows("emails/ruby-mail/expected.jsonl")) {
      String file = row.get("file").asText();
      ReadMail mail = Families.read("ruby-mail", file);
      list(score, file, row.get("from"), mail.parties().from());
      list(score, file, row.get("to"), mail.parties().to());
      if (row.has("sender")) {
        score.same(file, row.get("sender").asText(), mail.parties().sender().getFirst().address());
      }
      if (row.has("message_id")) {
        score.same(file, row.get("message_id").asText(), mail.thread().messageId());
      }
      if (row.has("subject")) {
        score.same(file, plain(row.get("subject").asText()), plain(mail.subject()));
      }
      if (row.has("date")) {
        OffsetDateTime date = mail.date();
        score.same(
            file,
            OffsetDateTime.parse(row.get("date").asText()).toInstant(),
            date == null ? null : date.toInstant());
      }
      if (row.has("references")) {
        List<String> ids = new ArrayList<>();
        row.get("references").forEach(one -> ids.add(one.asText()));
        // One row is about the answer to the message, whose references end with the message's id.
        List<String> read = new ArrayList<>(mail.thread().references());
        read.add(mail.thread().messageId());
        score.holds(file, read.containsAll(ids), ids, read);
      }
      if (row.has("attachments")) {
        score.same(file + " attachments", row.get("attachments").asInt(), count(mail));
      }
      for (JsonNode name : row.path("filenames")) {
        score.holds(
            file,
            mail.attachments().stream().anyMatch(a -> a.name().equals(name.asText())),
            name.asText(),
            mail.attachments().stream().map(Attachment::name).toList());
      }
      for (JsonNode size : row.path("attachment_bytes")) {
        score.holds(
            file,
            mail.attachments().stream().anyMatch(a -> a.size() == size.asLong()),
            size,
            mail.attachments().stream().map(Attachment::size).toList());
      }
    }
    score.atLeast(98);
  }

  // The peer counts those of messages inside as well.
  private static int count(ReadMail mail) {
    int count = mail.attachments().size();
    for (Attachment one : mail.attachments()) {
      count += one.isMessage() ? count(new MailReader(Own.nobody()).read(one.content())) : 0;
    }
    return count;
  }

  private static void list(Score score, String file, JsonNode expected, List<MailAddress> read) {
    if (expected != null) {
      List<String> addresses = new ArrayList<>();
      expected.forEach(one -> addresses.add(one.asText()));
      score.same(file, addresses, read.stream().map(MailAddress::address).toList());
    }
  }
}
