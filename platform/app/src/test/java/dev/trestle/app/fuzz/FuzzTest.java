package dev.trestle.app.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile bytes against a whole desk. Whatever comes in, the desk answers with a refusal that has a
 * code, or closes; it makes no mistake of its own, does not hang, and answers the next client.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("trestle.fuzz.seed", 20_310_303L);
  private static final int LONG_TIMES = 25;
  private static final int BATCH = 50;
  private static final int FAILURES_MAX = 5;
  private static final int VERSION_UNSUPPORTED = 505;

  @TempDir private static Path folder;
  private static ServedDesk desk;
  private static Complaints complaints;
  private static String bearer;

  /** Makes one request's bytes. */
  private interface Attack {
    byte[] next() throws IOException;
  }

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"));
    complaints = new Complaints();
    DeskClient admin = desk.admin();
    bearer = String.valueOf(admin.bearer());
    admin.done(
        "customFieldDefine",
        Map.of("target", "TICKET", "key", "colour", "label", "Colour", "type", "TEXT"),
        "customField { id }");
    for (int i = 0; i < 5; i++) {
      admin.done("ticketCreate", Map.of("subject", "T" + i, "text", "words"), "ticket { id }");
      admin.done("contactCreate", Map.of("name", "C" + i), "contact { id }");
      admin.done("companyCreate", Map.of("name", "Co" + i), "company { id }");
    }
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertEquals(List.of(), List.copyOf(complaints.heard()), "logged meanwhile; seed " + SEED);
  }

  @AfterAll
  static void close() {
    complaints.close();
    desk.close();
  }

  @Test
  void wishesWithOddValuesAreRefusedOrDone() throws IOException {
    oddWishes(400, SEED);
  }

  @Test
  void brokenDocumentsAreRefused() throws IOException {
    documents(300, SEED);
  }

  @Test
  void brokenJsonIsRefused() throws IOException {
    json(400, SEED);
  }

  @Test
  void brokenHeadersAreRefused() throws IOException {
    headers(400, SEED);
  }

  @Test
  void oddPathsAreRefused() throws IOException {
    paths(400, SEED);
  }

  @Test
  void brokenUploadsAreRefused() throws IOException {
    uploads(300, SEED);
  }

  @Test
  void brokenFramesEndTheConversation() throws IOException {
    frames(300, SEED);
  }

  @Test
  @Tag("long")
  void everythingAtLength() throws IOException {
    for (int i = 1; i <= LONG_TIMES; i++) {
      long seed = new Random(SEED + i).nextLong();
      oddWishes(600, seed);
      documents(300, seed);
      json(400, seed);
      headers(400, seed);
      paths(400, seed);
      uploads(300, seed);
      frames(300, seed);
    }
  }

  private static void oddWishes(int count, long seed) throws IOException {
    Oddities odd = new Oddities(seed);
    OddWishes wishes = new OddWishes(desk.anonymous(), odd);
    DeskClient admin = desk.anonymous().bearing(bearer);
    for (String list :
        List.of(
            "tickets",
            "contacts",
            "companies",
            "agents",
            "teams",
            "queues",
            "roles",
            "customFields")) {
      wishes.know(admin.data("{ " + list + "(first: 20) { nodes { id } } }"));
    }
    attack(
        count,
        seed,
        false,
        () -> {
          byte[] body = wishes.next().getBytes(StandardCharsets.UTF_8);
          return HostileRequests.joined(
              "POST /graphql HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nContent-Type:"
                  + " application/json\r\nAuthorization: Bearer "
                  + bearer
                  + "\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n",
              body);
        });
  }

  private static void documents(int count, long seed) throws IOException {
    attack(count, seed, false, requests(seed)::document);
  }

  private static void json(int count, long seed) throws IOException {
    attack(count, seed, false, requests(seed)::json);
  }

  private static void headers(int count, long seed) throws IOException {
    attack(count, seed, true, requests(seed)::headers);
  }

  private static void paths(int count, long seed) throws IOException {
    attack(count, seed, true, requests(seed)::path);
  }

  private static void uploads(int count, long seed) throws IOException {
    attack(count, seed, true, requests(seed)::upload);
  }

  private static void frames(int count, long seed) throws IOException {
    attack(count, seed, true, new HostileFrames(new Oddities(seed), bearer)::conversation);
  }

  private static HostileRequests requests(long seed) {
    return new HostileRequests(new Oddities(seed), bearer);
  }

  /**
   * @param mayClose whether the desk may close without an answer, as the bytes are no HTTP
   */
  private static void attack(int count, long seed, boolean mayClose, Attack attack)
      throws IOException {
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < count && failures.size() < FAILURES_MAX; i++) {
      byte[] bytes = attack.next();
      String answer = RawSocket.send(desk.running().port(), bytes);
      int status = RawSocket.status(answer);
      boolean ours = status >= 500 && status != VERSION_UNSUPPORTED;
      if (ours || answer.contains("\"INTERNAL\"") || status == 0 && !mayClose) {
        String sent = new String(bytes, StandardCharsets.ISO_8859_1);
        failures.add("number " + i + ": " + cut(sent) + "\n -> " + cut(answer));
      }
      if (i % BATCH == BATCH - 1) {
        assertEquals("Query", desk.anonymous().data("{ __typename }").get("__typename").asText());
      }
    }
    assertEquals("", String.join("\n\n", failures), "seed " + seed);
  }

  private static String cut(String text) {
    return text.length() < 4000 ? text : text.substring(0, 4000) + "...";
  }
}
