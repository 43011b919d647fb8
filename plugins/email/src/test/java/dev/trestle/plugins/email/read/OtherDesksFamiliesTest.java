package dev.trestle.plugins.email.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trestle.testdata.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * What other desks, and Python, expect of their messages is read alike: each field of each row that
 * is about reading. What a desk does then, such as opening no ticket, is not decided here.
 */
class OtherDesksFamiliesTest {
  private static final String NOTHING = "e3b0c44298fc1c14";

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static Score rows(String family, String name) {
    Score score = new Score(name);
    for (JsonNode row : Families.rows("emails/" + family + "/expected.jsonl")) {
      if (row.get("file").asText().startsWith("inline")) {
        continue;
      }
      String file = row.get("file").asText();
      ReadMail mail = Families.read(family, file);
      texts(score, file, row, mail);
      protection(score, file, row, mail);
      people(score, file, row, mail);
      files(score, file, row, mail);
    }
    return score;
  }

  private static void texts(Score score, String file, JsonNode row, ReadMail mail) {
    if (row.has("subject")) {
      score.same(file + " subject", row.get("subject").asText(), mail.subject());
    }
    for (String field :
        List.of("text_contains", "text", "first_message", "visible_reply_starts", "comment")) {
      if (row.has(field)) {
        score.holds(
            file + " " + field,
            plain(mail.text().readable()).contains(plain(row.get(field).asText())),
            row.get(field).asText(),
            mail.text().readable());
      }
    }
    if (row.has("visible")) {
      // The peer writes html as Markdown, with stars around what is bold.
      score.same(
          file + " visible", row.get("visible").asText().replace("*", ""), mail.text().visible());
    }
    if (row.has("html_contains")) {
      row.get("html_contains")
          .forEach(one ->
              score.holds(
                  file + " html",
                  mail.text().html().contains(one.asText()),
                  one,
                  mail.text().html()));
    }
    if (row.has("html") && row.get("html").isNull()) {
      score.same(file + " html", "", mail.text().html());
    }
  }

  private static void protection(Score score, String file, JsonNode row, ReadMail mail) {
    if (row.has("signed")) {
      if (row.get("encrypted").asBoolean() && row.get("signed").asBoolean()) {
        score.tolerate(
            "whether an encrypted message is signed inside is known to its readers only");
      } else {
        score.same(file + " signed", row.get("signed").asBoolean(), mail.protection().signed());
      }
      score.same(
          file + " encrypted", row.get("encrypted").asBoolean(), mail.protection().encrypted());
    }
    if (row.path("bounce").asBoolean()) {
      score.same(file + " bounce", MailKind.DELIVERY_REPORT, mail.kind());
    }
  }

  private static void people(Score score, String file, JsonNode row, ReadMail mail) {
    if (row.has("contact") && row.get("contact").asText().contains("@")) {
      score.same(file, row.get("contact").asText(), mail.parties().contact().address());
    }
    if (row.has("true_sender")) {
      score.same(file, row.get("true_sender").asText(), mail.parties().contact().address());
    }
    if (row.has("from_display")) {
      score.same(file, row.get("from_display").asText(), mail.parties().author().name());
    }
    if (row.has("recipients")) {
      score.same(file, row.get("recipients").asInt(), mail.parties().deliveredTo().size());
    }
    if (row.has("in_reply_to")) {
      // The row has the beginning of the id: the rest is the peer's host.
      score.holds(
          file + " In-Reply-To",
          mail.thread().inReplyTo().stream()
              .anyMatch(id -> id.startsWith(row.get("in_reply_to").asText())),
          row.get("in_reply_to").asText(),
          mail.thread().inReplyTo());
    }
    if (row.has("forwarded_from")) {
      Forwarded original = mail.original();
      score.same(
          file,
          row.get("forwarded_from").asText() + " " + row.get("forwarded_subject").asText(),
          original == null ? "" : original.from().address() + " " + original.subject());
    }
  }

  private static void files(Score score, String file, JsonNode row, ReadMail mail) {
    List<String> names = mail.attachments().stream().map(Attachment::name).toList();
    if (row.has("filename")) {
      score.holds(file, names.contains(row.get("filename").asText()), row.get("filename"), names);
    }
    if (row.has("attachment_text")) {
      score.holds(
          file + " attachment",
          mail.attachments().stream()
              .anyMatch(a -> text(a).strip().equals(row.get("attachment_text").asText())),
          row.get("attachment_text"),
          names);
    }
    if (row.path("attachments").isInt()) {
      long read =
          mail.attachments().stream()
              .filter(a ->
                  a.contentId().isEmpty() || !mail.text().html().contains("cid:" + a.contentId()))
              .count();
      score.same(file + " attachments", row.get("attachments").asLong(), read);
    }
  }

  private static String text(Attachment attachment) {
    try (InputStream in = attachment.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void readsWhatRequestTrackerReads() {
    rows("rt", "RT").atLeast(98);
  }

  @Test
  void readsWhatChatwootReads() {
    // One has html without a visible word, which the peer takes for none.
    rows("chatwoot", "Chatwoot").atLeast(95);
  }

  @Test
  void readsWhatZnunyReads() {
    rows("znuny", "Znuny").atLeast(98);
  }

  @Test
  void readsWhatOsTicketReads() {
    rows("osticket", "osTicket").atLeast(98);
  }

  @Test
  void readsWhatDiscourseReads() {
    rows("discourse", "Discourse").atLeast(98);
  }

  @Test
  void foldsWhatFreeScoutFolds() {
    Score score = new Score("FreeScout, replies in html");
    for (JsonNode row : Families.rows("emails/freescout/expected.jsonl")) {
      List<TextPart> parts = ReplyFolding.of(HtmlMail.text(row.get("input").asText()));
      String visible = new MailText("", "", "", parts).visible();
      score.same(row.get("file").asText(), HtmlMail.text(row.get("expected").asText()), visible);
    }
    score.atLeast(98);
  }

  @Test
  void readsWhatPythonReads() throws IOException {
    Score fields = new Score("Python, From, To, Subject and dates");
    Score parts = new Score("Python, parts by type and sha256");
    for (JsonNode row : reference("python-email")) {
      String file = row.get("file").asText();
      ReadMail mail = Families.read("python-email", file);
      if (row.has("Subject")) {
        fields.same(file, plain(row.get("Subject").asText()), plain(mail.subject()));
      }
      for (String name : List.of("From", "To")) {
        if (row.has(name)) {
          // Of names in comments this library says nothing.
          fields.same(
              file + " " + name,
              addresses(row.get(name).asText()),
              addresses(mail.headers().text(name)));
        }
      }
      if (row.has("date_iso")) {
        OffsetDateTime date = mail.date();
        fields.same(
            file + " date",
            OffsetDateTime.parse(zoned(row.get("date_iso").asText())).toInstant(),
            date == null ? null : date.toInstant());
      }
      List<String> read = new ArrayList<>();
      gather(
          Families.source(SharedData.path("emails/python-email/messages").resolve(file)), read, 0);
      for (JsonNode part : row.get("parts")) {
        // It gives multiparts that it cannot divide, and the fields of a report as empty texts.
        boolean content =
            !part.get("type").asText().startsWith("multipart/")
                && !part.path("sha256_16").asText().equals(NOTHING);
        if (part.has("sha256_16") && content) {
          String wanted = part.get("type").asText() + " " + part.get("sha256_16").asText();
          parts.holds(file, read.contains(wanted), wanted, read);
        }
      }
    }
    // A second opinion, and not the truth, as the collection says.
    fields.atLeast(98);
    parts.atLeast(85);
  }

  private static List<String> addresses(String field) {
    return AddressList.of(field).stream().map(MailAddress::address).toList();
  }

  // A time without a zone is one of Greenwich, as RFC 5322 has it for unknown ones.
  private static String zoned(String date) {
    return date.matches(".*(?:Z|[+-]\\d\\d:\\d\\d)$") ? date : date + "Z";
  }

  private static void gather(MailSource source, List<String> into, int depth) throws IOException {
    for (Part part : MimeParts.walk(source, new ArrayList<>()).parts()) {
      byte[] bytes = part.kept();
      String digest = HexFormat.of().formatHex(MimeParts.sha256().digest(bytes));
      into.add(part.type().value() + " " + digest.substring(0, 16));
      if (part.type().value().equals("message/rfc822") && depth < 10) {
        gather(MailSource.of(bytes), into, depth + 1);
      }
    }
  }

  private static List<JsonNode> reference(String family) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        SharedData.path("emails/" + family + "/reference_parse_python.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(new ObjectMapper().readTree(line));
      }
    }
    return rows;
  }
}
