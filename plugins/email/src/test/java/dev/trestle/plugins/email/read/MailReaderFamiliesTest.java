package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What the reader makes of real messages is what the programs they come from make of them. */
class MailReaderFamiliesTest {
  private static final Duration SLOWEST = Duration.ofSeconds(2);

  @Test
  void readsEveryMessage_andKeepsAllOfItsText() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Families.data("emails"))) {
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
    Score files = new Score("Zammad, attachments");
    for (JsonNode row : Families.rows("emails/zammad/expected.jsonl")) {
      String file = row.get("file").asText();
      ReadMail mail = Families.read("zammad", file);
      MailAddress author = mail.parties().author();
      if (row.has("from_email")) {
        addresses.same(file, row.get("from_email").asText(), author.address());
        names.same(file, row.get("from_display_name").asText(), author.name());
      }
      if (row.has("to")) {
        // The peer gives the field as a line; what is in it is compared.
        List<MailAddress> expected = AddressList.of(row.get("to").asText());
        addresses.same(file + " to", keys(expected), keys(mail.parties().to()));
      }
      if (row.has("subject")) {
        subjects.same(file, plain(row.get("subject").asText()), plain(mail.subject()));
      }
      for (JsonNode one : row.path("attachments")) {
        // The peer keeps the html body as a file of this name; it is the message's html here.
        if (!one.get("filename").asText().equals("message.html")) {
          files.holds(
              file,
              mail.attachments().stream()
                  .anyMatch(a ->
                      Score.same(one.get("filename").asText(), a.name())
                          && digests(a).contains(one.get("sha256").asText())),
              one.get("filename").asText() + " " + one.get("bytes") + " " + one.get("sha256"),
              mail.attachments().stream()
                  .map(a -> a.name() + " " + a.size() + " " + a.sha256())
                  .toList());
        }
      }
    }
    Assertions.assertAll(
        () -> addresses.atLeast(98),
        // Two fields are no addresses at all, and the peer takes the whole of them for a name.
        () -> names.atLeast(96),
        () -> subjects.atLeast(98),
        // One mail's text without a type is a file to the peer.
        () -> files.atLeast(97));
  }

  // The peer writes texts and messages anew, with line ends of its own.
  private static List<String> digests(Attachment attachment) {
    try (InputStream in = attachment.content().open()) {
      String lines = lines(in.readAllBytes());
      return List.of(attachment.sha256(), digest(lines), digest(lines.replace("\n", "\r\n")));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String digest(String bytes) {
    return HexFormat.of()
        .formatHex(MimeParts.sha256().digest(bytes.getBytes(StandardCharsets.ISO_8859_1)));
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

  @Test
  void readsTheHeadersOfMailParser() throws IOException {
    Score addresses = new Score("mail-parser, addresses and names");
    Score subjects = new Score("mail-parser, subjects");
    Score files = new Score("mail-parser, attachment names");
    for (Path file : Families.messages("stalwart-mail-parser")) {
      Path tree =
          Families.data("emails/stalwart-mail-parser/expected")
              .resolve(file.getParent().getFileName())
              .resolve(file.getFileName().toString().replace(".eml", ".json.gz"));
      if (!Files.exists(tree)) {
        continue;
      }
      JsonNode expected;
      try (InputStream in = new GZIPInputStream(Files.newInputStream(tree))) {
        expected = new ObjectMapper().readTree(in);
      }
      String name = file.getParent().getFileName() + "/" + file.getFileName();
      ReadMail mail = Families.read(file);
      for (JsonNode header : expected.get("parts").get(0).get("headers")) {
        String field = header.get("name").asText("");
        JsonNode value = header.get("value");
        if (field.equals("subject") && value.has("Text")) {
          subjects.same(name, plain(value.get("Text").asText()), plain(mail.subject()));
        } else if (field.equals("from") && value.has("Address")) {
          addresses.same(name, people(value.get("Address")), shown(mail.parties().from()));
        } else if (field.equals("to")
            && value.has("Address")
            && mail.headers().all("To").size() == 1) {
          addresses.same(name, people(value.get("Address")), shown(mail.parties().to()));
        } else if (field.equals("cc")
            && value.has("Address")
            && mail.headers().all("Cc").size() == 1) {
          addresses.same(name, people(value.get("Address")), shown(mail.parties().cc()));
        }
      }
      for (JsonNode index : expected.get("attachments")) {
        String wanted = fileName(expected.get("parts").get(index.asInt()));
        if (!wanted.isEmpty()) {
          files.holds(
              name,
              mail.attachments().stream()
                  .anyMatch(
                      a -> Score.same(FileNames.safe(wanted.replace("C:TEMP", "")), a.name())),
              wanted,
              mail.attachments().stream().map(Attachment::name).toList());
        }
      }
    }
    Assertions.assertAll(
        () -> addresses.atLeast(98), () -> subjects.atLeast(98), () -> files.atLeast(98));
  }

  private static String fileName(JsonNode part) {
    TreeMap<String, String> found = new TreeMap<>();
    for (JsonNode header : part.get("headers")) {
      for (JsonNode one : header.get("value").path("ContentType").path("attributes")) {
        if (one.path("name").asText().matches("filename|name")) {
          found.putIfAbsent(one.get("name").asText(), one.get("value").asText());
        }
      }
    }
    return found.getOrDefault("filename", found.getOrDefault("name", ""));
  }

  @Test
  void readsTheAddressVectorsOfMailParser() {
    Score score = new Score("mail-parser, address vectors");
    for (JsonNode row : Families.rows("emails/stalwart-mail-parser/header-vectors/address.jsonl")) {
      String field = row.get("header").asText().replaceAll("\\r?\\n(?=[ \\t])", "").strip();
      // The peer keeps comments in names and schemes in addresses.
      String wanted =
          people(row.get("expected")).replace("mailto:", "").replaceAll(" ?\\([^)]*\\)", "");
      score.same(row.get("id") + " " + field, wanted, shown(AddressList.of(field)));
    }
    score.atLeast(85);
  }

  @Test
  void readsTheDateVectorsOfMailParser() {
    Score score = new Score("mail-parser, date vectors");
    for (JsonNode row : Families.rows("emails/stalwart-mail-parser/header-vectors/date.jsonl")) {
      JsonNode expected = row.get("expected");
      OffsetDateTime date = MailDates.of(row.get("header").asText().replaceAll("\\s+", " "));
      String wanted =
          expected == null || expected.isNull()
              ? "none"
              : "%d-%d-%d %d:%d"
                  .formatted(
                      expected.path("year").asInt(),
                      expected.path("month").asInt(),
                      expected.path("day").asInt(),
                      expected.path("hour").asInt(),
                      expected.path("minute").asInt());
      String read =
          date == null
              ? "none"
              : "%d-%d-%d %d:%d"
                  .formatted(
                      date.getYear(),
                      date.getMonthValue(),
                      date.getDayOfMonth(),
                      date.getHour(),
                      date.getMinute());
      score.same(row.get("id") + " " + row.get("header").asText(), wanted, read);
    }
    score.atLeast(85);
  }

  private static String people(JsonNode address) {
    List<String> found = new ArrayList<>();
    if (address.has("List")) {
      address.get("List").forEach(one -> found.add(person(one)));
    } else {
      JsonNode groups = address.get("Group");
      for (JsonNode group :
          groups == null ? List.<JsonNode>of() : groups.isArray() ? groups : List.of(groups)) {
        group.get("addresses").forEach(one -> found.add(person(one)));
      }
    }
    return found.toString();
  }

  private static String person(JsonNode one) {
    return plain(one.path("name").asText("").replace("null", ""))
        + " <"
        + one.path("address").asText("").replace("null", "")
        + ">";
  }

  private static String shown(List<MailAddress> addresses) {
    return addresses.stream()
        .map(a -> plain(a.name()) + " <" + a.address() + ">")
        .toList()
        .toString();
  }

  @Test
  void decodesTheBodiesOfMime4j() throws IOException {
    Score score = new Score("mime4j, decoded bodies");
    for (Path file : Families.messages("mime4j")) {
      String stem = file.getFileName().toString().replaceAll("\\.msg$", "");
      Path expected =
          Families.data("emails/mime4j/expected").resolve(file.getParent().getFileName());
      List<String> read = new ArrayList<>();
      gather(Families.source(file), read, 0);
      try (Stream<Path> bodies = Files.list(expected)) {
        for (Path body :
            bodies
                .filter(b ->
                    b.getFileName()
                        .toString()
                        .matches(java.util.regex.Pattern.quote(stem) + "_decoded_.*"))
                .sorted()
                .toList()) {
          // Of a base64 text that ends early the peer drops the last bytes, which we keep.
          String wanted = lines(Files.readAllBytes(body));
          score.holds(
              body.getFileName().toString(),
              read.stream()
                  .anyMatch(r -> r.startsWith(wanted) && r.length() - wanted.length() <= 2),
              "its bytes",
              read.size() + " parts");
        }
      }
    }
    score.atLeast(98);
  }

  private static void gather(MailSource source, List<String> into, int depth) throws IOException {
    for (Part part : MimeParts.walk(source, new ArrayList<>()).parts()) {
      try (InputStream in = MimeParts.open(source, part.index())) {
        byte[] bytes = in.readAllBytes();
        into.add(lines(bytes));
        if (part.type().value().equals("message/rfc822") && depth < 10) {
          gather(MailSource.of(bytes), into, depth + 1);
        }
      }
    }
  }

  // The ends of lines are those of the file, which the peer's expectation does not keep.
  private static String lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  @Test
  void decodesWhatKdeDecodes() throws IOException {
    Score score = new Score("KDE, codecs");
    for (Path file : Families.messages("kmime")) {
      String name = file.getFileName().toString();
      Path expected = file.resolveSibling(name + ".expected");
      if (name.endsWith(".expected") || !Files.exists(expected)) {
        continue;
      }
      String codec = file.getParent().getFileName().toString().replace("codec_", "");
      // What the peer encodes is decoded to what it was.
      boolean there = !name.endsWith("-encode");
      if (!there && !codec.startsWith("b")) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(there ? file : expected);
      String line = new String(bytes, StandardCharsets.ISO_8859_1);
      byte[] read =
          switch (codec) {
            case "b" -> EncodedWords.base64(line);
            case "q" -> EncodedWords.quoted(line, "");
            case "base64", "quoted-printable" -> body(codec, bytes);
            case "x-kmime-rfc2231" ->
                Parameters.of("x; name*=''" + line)
                    .get("name")
                    .getBytes(StandardCharsets.ISO_8859_1);
            default -> new byte[0];
          };
      score.same(
          name,
          HexFormat.of().formatHex(Files.readAllBytes(there ? expected : file)),
          HexFormat.of().formatHex(read));
    }
    score.atLeast(90);
  }

  private static byte[] body(String encoding, byte[] bytes) throws IOException {
    byte[] head =
        Families.bytes(
            "Content-Type: application/x\nContent-Transfer-Encoding: " + encoding + "\n\n");
    byte[] whole = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(bytes, 0, whole, head.length, bytes.length);
    try (InputStream in = MimeParts.open(MailSource.of(whole), 0)) {
      return in.readAllBytes();
    }
  }

  @Test
  void readsWhatRequestTrackerAndChatwootRead() {
    Score score = new Score("RT, Chatwoot, Znuny, osTicket, Discourse: fields, texts, marks");
    for (String family : List.of("rt", "chatwoot", "znuny", "osticket", "discourse")) {
      for (JsonNode row : Families.rows("emails/" + family + "/expected.jsonl")) {
        String file = family + "/" + row.get("file").asText();
        ReadMail mail = Families.read(family, row.get("file").asText());
        if (row.has("subject")) {
          score.same(file, plain(row.get("subject").asText()), plain(mail.subject()));
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
        if (row.has("signed")) {
          // What is signed inside of an encrypted message is known to those with the key only.
          if (!row.get("encrypted").asBoolean()) {
            score.same(file + " signed", row.get("signed").asBoolean(), mail.protection().signed());
          }
          score.same(
              file + " encrypted", row.get("encrypted").asBoolean(), mail.protection().encrypted());
        }
        if (row.has("filename")) {
          score.holds(
              file,
              mail.attachments().stream()
                  .anyMatch(a -> a.name().equals(row.get("filename").asText())),
              row.get("filename").asText(),
              mail.attachments().stream().map(Attachment::name).toList());
        }
        if (row.has("in_reply_to")) {
          score.holds(
              file,
              mail.thread().inReplyTo().stream()
                  .anyMatch(id -> id.startsWith(row.get("in_reply_to").asText())),
              row.get("in_reply_to").asText(),
              mail.thread().inReplyTo());
        }
        if (row.has("contact") && row.get("contact").asText().contains("@")) {
          score.same(file, row.get("contact").asText(), mail.parties().contact().address());
        }
        if (row.has("from_display")) {
          score.same(file, row.get("from_display").asText(), mail.parties().author().name());
        }
        if (row.has("forwarded_from")) {
          Forwarded original = mail.original();
          score.same(
              file,
              row.get("forwarded_from").asText(),
              original == null ? "" : original.from().address());
          score.same(
              file,
              row.get("forwarded_subject").asText(),
              original == null ? "" : original.subject());
        }
      }
    }
    score.atLeast(98);
  }
}
