package dev.trestle.plugins.email.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trestle.testdata.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What the reader makes of the messages and vectors of mail-parser is what that one makes. */
class MailParserFamiliesTest {
  private static final String FAMILY = "emails/stalwart-mail-parser";

  private final Score addresses = new Score("mail-parser, addresses");
  private final Score names = new Score("mail-parser, names");
  private final Score subjects = new Score("mail-parser, subjects");
  private final Score files = new Score("mail-parser, attachments by name");
  private final Score digests = new Score("mail-parser, named attachments by sha256");
  private final Score pieces = new Score("mail-parser, pieces without a name");

  @Test
  void readsTheMessages() throws IOException {
    for (Path file : Families.messages("stalwart-mail-parser")) {
      Path tree =
          SharedData.path(FAMILY + "/expected")
              .resolve(file.getParent().getFileName())
              .resolve(file.getFileName().toString().replace(".eml", ".json.gz"));
      if (Files.exists(tree)) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(tree))) {
          compare(file, new ObjectMapper().readTree(in));
        }
      }
    }
    Assertions.assertAll(
        () -> addresses.atLeast(98),
        () -> names.atLeast(98),
        () -> subjects.atLeast(98),
        () -> files.atLeast(98),
        () -> digests.atLeast(98),
        () -> pieces.atLeast(70));
  }

  private void compare(Path file, JsonNode expected) throws IOException {
    String where = file.getParent().getFileName() + "/" + file.getFileName();
    ReadMail mail = Families.read(file);
    for (JsonNode header : expected.get("parts").get(0).get("headers")) {
      String field = header.get("name").asText("");
      JsonNode value = header.get("value");
      if (field.equals("subject") && value.has("Text")) {
        subjects.same(where, value.get("Text").asText(), mail.subject());
      } else if (value.has("Address")) {
        people(where, field, value.get("Address"), mail);
      }
    }
    byte[] raw = Files.readAllBytes(file);
    for (JsonNode index : expected.get("attachments")) {
      JsonNode part = expected.get("parts").get(index.asInt());
      String wanted = fileName(part);
      if (!wanted.isEmpty()) {
        boolean same = mail.attachments().stream().anyMatch(a -> Score.same(wanted, a.name()));
        if (!same
            && mail.attachments().stream().anyMatch(a -> wanted.equals("C:TEMP" + a.name()))) {
          files.tolerate("a folder is taken off the name of a file");
          same = true;
        }
        files.holds(
            where, same, wanted, mail.attachments().stream().map(Attachment::name).toList());
      }
      content(where + " " + wanted, file, part, raw, mail);
    }
  }

  private void people(String where, String field, JsonNode expected, ReadMail mail) {
    List<MailAddress> read =
        switch (field) {
          case "from" -> mail.parties().from();
          case "to" -> mail.headers().all("To").size() == 1 ? mail.parties().to() : null;
          case "cc" -> mail.headers().all("Cc").size() == 1 ? mail.parties().cc() : null;
          case "reply_to" -> mail.parties().replyTo();
          case "sender" -> mail.parties().sender();
          default -> null;
        };
    if (read != null) {
      List<MailAddress> wanted = people(expected);
      addresses.same(
          where + " " + field,
          wanted.stream().map(MailAddress::address).toList(),
          read.stream().map(MailAddress::address).toList());
      names.same(
          where + " " + field,
          wanted.stream().map(MailAddress::name).collect(Collectors.joining(", ")),
          read.stream().map(MailAddress::name).collect(Collectors.joining(", ")));
    }
  }

  private static String fileName(JsonNode part) {
    Map<String, String> found = new TreeMap<>();
    for (JsonNode header : part.get("headers")) {
      for (JsonNode one : header.get("value").path("ContentType").path("attributes")) {
        if (one.path("name").asText().matches("filename|name")) {
          found.putIfAbsent(one.get("name").asText(), one.get("value").asText());
        }
      }
    }
    return found.getOrDefault("filename", found.getOrDefault("name", ""));
  }

  /** The peer gives files as their bytes, texts as characters, messages as places in the file. */
  private void content(String where, Path file, JsonNode part, byte[] raw, ReadMail mail) {
    JsonNode body = part.get("body");
    boolean text = body.has("Text") || body.has("Html");
    String characters = body.path("Text").asText(body.path("Html").asText());
    byte[] bytes =
        text
            ? characters.getBytes(StandardCharsets.ISO_8859_1)
            : body.has("Message") ? message(part, raw) : bytes(body.elements().next());
    Score score = fileName(part).isEmpty() ? pieces : digests;
    boolean same = isAmong(bytes, mail, false);
    String tolerated = "";
    if (!same && text && parts(file).stream().anyMatch(one -> lines(one).equals(characters))) {
      tolerated = "of a text the characters are compared: the peer gives no bytes of it";
    } else if (!same && isAmong(bytes, mail, true)) {
      tolerated = "the ends of lines are those of the message, which the peer's tree does not keep";
    } else if (!same && isAmong(unpacked(bytes), mail, false)) {
      tolerated = "a uuencoded file is decoded, which the peer leaves as it came";
    } else if (!same
        && text
        && fileName(part).isEmpty()
        && mail.text().readable().contains(characters)) {
      tolerated = "a text without a name is shown, and no file beside it";
    }
    if (!tolerated.isEmpty()) {
      score.tolerate(tolerated);
    }
    score.holds(
        where,
        same || !tolerated.isEmpty(),
        new String(bytes, StandardCharsets.ISO_8859_1),
        mail.attachments().stream().map(a -> a.name() + " " + a.size()).toList());
  }

  private static boolean isAmong(byte[] bytes, ReadMail mail, boolean evenLines) {
    String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
    for (Attachment one : mail.attachments()) {
      try (InputStream in = one.content().open()) {
        byte[] own = in.readAllBytes();
        String read = new String(own, StandardCharsets.ISO_8859_1);
        if (wanted.equals(evenLines ? read.replace("\r\n", "\n") : read)) {
          return true;
        }
      } catch (IOException unreadable) {
        throw new AssertionError(unreadable);
      }
    }
    return false;
  }

  private static byte[] unpacked(byte[] uuencoded) {
    try (InputStream in = new UuInputStream(new ByteArrayInputStream(uuencoded))) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String lines(Part part) {
    return part.characters().replace("\r\n", "\n");
  }

  private static List<Part> parts(Path file) {
    return MimeParts.walk(Families.source(file), new ArrayList<>()).parts();
  }

  private static byte[] bytes(JsonNode numbers) {
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers.get(i).asInt();
    }
    return bytes;
  }

  private static byte[] message(JsonNode part, byte[] raw) {
    byte[] bytes =
        Arrays.copyOfRange(raw, part.get("offset_body").asInt(), part.get("offset_end").asInt());
    boolean encoded =
        !new String(bytes, StandardCharsets.ISO_8859_1).contains(" ") && bytes.length > 0;
    return encoded ? Base64.getMimeDecoder().decode(bytes) : bytes;
  }

  @Test
  void readsTheAddressVectors() {
    Score score = new Score("mail-parser, address vectors");
    for (JsonNode row : Families.rows(FAMILY + "/header-vectors/address.jsonl")) {
      String field = field(row);
      String wanted = shown(people(row.get("expected")));
      String read = shown(AddressList.of(field));
      if (!wanted.equals(read) && wanted.replace("<mailto:", "<").equals(read)) {
        score.tolerate("the scheme mailto: in angle brackets is no part of an address to us");
        wanted = read;
      }
      score.same(row.get("id") + " " + field, wanted, read);
    }
    score.atLeast(98);
  }

  /** The first field of a vector: what stands behind a line end without a blank is another one. */
  private static String field(JsonNode row) {
    String unfolded = row.get("header").asText().strip().replaceAll("\\r?\\n(?=[ \\t])", "");
    return unfolded.replaceFirst("(?s)\\r?\\n.*", "").strip();
  }

  @Test
  void readsTheDateVectors() {
    Score score = new Score("mail-parser, date vectors");
    for (JsonNode row : Families.rows(FAMILY + "/header-vectors/date.jsonl")) {
      JsonNode expected = row.get("expected");
      OffsetDateTime date = MailDates.of(field(row));
      String read =
          date == null
              ? "none"
              : "%d-%d-%d %d:%d:%d %d"
                  .formatted(
                      date.getYear(),
                      date.getMonthValue(),
                      date.getDayOfMonth(),
                      date.getHour(),
                      date.getMinute(),
                      date.getSecond(),
                      date.getOffset().getTotalSeconds() / 60);
      score.same(row.get("id") + " " + row.get("header").asText(), date(expected), read);
    }
    score.atLeast(85);
  }

  private static String date(JsonNode date) {
    if (date == null || date.isNull()) {
      return "none";
    }
    int minutes = date.path("tz_hour").asInt() * 60 + date.path("tz_minute").asInt();
    return "%d-%d-%d %d:%d:%d %d"
        .formatted(
            date.path("year").asInt(),
            date.path("month").asInt(),
            date.path("day").asInt(),
            date.path("hour").asInt(),
            date.path("minute").asInt(),
            date.path("second").asInt(),
            date.path("tz_before_gmt").asBoolean() ? -minutes : minutes);
  }

  @Test
  void readsTheVectorsOfTypesAndTexts() {
    Score types = new Score("mail-parser, vectors of types");
    for (JsonNode row : Families.rows(FAMILY + "/header-vectors/content_type.jsonl")) {
      JsonNode expected = row.get("expected");
      Parameters read = Parameters.of(row.get("header").asText().replaceAll("\\r?\\n", "").strip());
      String value =
          expected == null || expected.isNull()
              ? ""
              : expected.path("c_type").asText()
                  + (expected.path("c_subtype").isNull() || !expected.has("c_subtype")
                      ? ""
                      : "/" + expected.get("c_subtype").asText());
      Map<String, String> named = new TreeMap<>();
      if (expected != null) {
        expected
            .path("attributes")
            .forEach(one -> named.put(one.get(0).asText(), one.get(1).asText()));
      }
      named.keySet().removeIf(name -> name.endsWith("-language"));
      named.values().removeIf(String::isBlank);
      if (value.isEmpty()) {
        // Without a type there is nothing to compare but that it is none.
        types.holds(
            row.get("id").asText(), !read.value().matches("[^/]+/[^/]+"), "none", read.value());
      } else {
        types.same(
            row.get("id") + " " + row.get("header").asText(),
            value.toLowerCase(Locale.ROOT) + " " + named,
            read.value().replaceFirst("/$", "") + " " + given(read));
      }
    }
    Score texts = new Score("mail-parser, vectors of texts");
    for (JsonNode row : Families.rows(FAMILY + "/header-vectors/unstructured.jsonl")) {
      texts.same(
          row.get("id").asText(),
          row.get("expected").asText().replaceAll("\\s+", " "),
          EncodedWords.decode(field(row)).replaceAll("\\s+", " "));
    }
    Score ids = new Score("mail-parser, vectors of ids");
    for (JsonNode row : Families.rows(FAMILY + "/header-vectors/id.jsonl")) {
      List<String> wanted = new ArrayList<>();
      row.get("expected").forEach(one -> wanted.add(one.asText()));
      ids.same(row.get("id").asText(), wanted, ThreadKeys.ids(field(row)));
    }
    Assertions.assertAll(() -> types.atLeast(80), () -> texts.atLeast(85), () -> ids.atLeast(80));
  }

  private static Map<String, String> given(Parameters read) {
    Map<String, String> given = new TreeMap<>(read.named());
    given.values().removeIf(String::isBlank);
    return given;
  }

  private static List<MailAddress> people(JsonNode address) {
    List<MailAddress> found = new ArrayList<>();
    if (address.has("List")) {
      address.get("List").forEach(one -> found.add(person(one)));
    } else {
      JsonNode groups = address.get("Group");
      for (JsonNode group :
          groups == null ? List.<JsonNode>of() : groups.isArray() ? groups : List.of(groups)) {
        group.get("addresses").forEach(one -> found.add(person(one)));
      }
    }
    return found;
  }

  // The peer keeps blanks inside of quotes, which we take out of names.
  private static MailAddress person(JsonNode one) {
    return new MailAddress(
        one.path("name").isNull() ? "" : one.path("name").asText().replaceAll("\\s+", " ").strip(),
        one.path("address").isNull() ? "" : one.path("address").asText());
  }

  private static String shown(List<MailAddress> addresses) {
    return addresses.stream().map(a -> a.name() + " <" + a.address() + ">").toList().toString();
  }
}
