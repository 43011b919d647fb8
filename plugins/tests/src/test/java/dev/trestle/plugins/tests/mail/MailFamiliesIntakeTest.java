package dev.trestle.plugins.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.sdk.http.Endpoint;
import dev.trestle.testdata.SharedData;
import dev.trestle.testkit.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever message comes: it stands once, on one ticket. */
class MailFamiliesIntakeTest {
  private static final int SAMPLE = 4;
  private static final int PAGE = 100;
  private static final Pattern TRACES =
      Pattern.compile("(?im)^(received|return-path|delivered-to):.*\\n([ \\t].*\\n)*");

  @Test
  void someOfEachFamily_standOnceOnOneTicket() {
    everyOneStandsOnce(SAMPLE);
  }

  @Test
  @Tag("long")
  void everyMessageOfEachFamily_standsOnceOnOneTicket() {
    everyOneStandsOnce(Integer.MAX_VALUE);
  }

  private static void everyOneStandsOnce(int ofEach) {
    try (MailDesk desk = new MailDesk()) {
      Map<Path, String> taken = new TreeMap<>();
      Map<String, Path> firstOf = new HashMap<>();
      long slowest = 0;
      for (Path file : files(ofEach)) {
        long begun = System.nanoTime();
        Endpoint.Reply reply = desk.bring(bytes(file));
        slowest = Math.max(slowest, System.nanoTime() - begun);
        String id = new String(reply.body(), StandardCharsets.UTF_8);
        Path same = firstOf.putIfAbsent(id, file);
        assertEquals(same == null ? 201 : 200, reply.status(), () -> file + ": " + id);
        assertTrue(same == null || isSame(file, same), () -> file + " is taken for " + same);
        taken.put(file, id);
      }
      assertEquals(onTickets(desk), standing(firstOf));
      long sequence = desk.desk.sequence();
      taken.forEach((file, id) -> {
        Endpoint.Reply again = desk.bring(bytes(file));
        assertEquals(200, again.status());
        assertEquals(id, new String(again.body(), StandardCharsets.UTF_8));
      });
      assertEquals(sequence, desk.desk.sequence(), "what came twice changed something");
      List<?> unread = notUnderstood(desk);
      assertEquals(List.of(), stumbled(unread), "somebody stumbled over these");
      System.out.printf(
          "%d files, %d messages (the others are the same again), the slowest in %d ms; %d are"
              + " listed as not understood.%n",
          taken.size(), firstOf.size(), slowest / 1_000_000, unread.size());
    }
  }

  private static List<?> notUnderstood(MailDesk desk) {
    return desk.ada
        .ask("{ mails(state: NOT_UNDERSTOOD, first: 200) { nodes { subject reason flaws } } }")
        .list("mails.nodes");
  }

  /** Those that have no header are not understood for that, the others by a fault of ours. */
  private static List<?> stumbled(List<?> unread) {
    return unread.stream().filter(mail -> !mail.toString().contains("It has no header")).toList();
  }

  private static Map<String, Integer> standing(Map<String, Path> firstOf) {
    Map<String, Integer> once = new TreeMap<>();
    firstOf.keySet().forEach(id -> once.put(id, 1));
    return once;
  }

  /** On how many messages of all tickets each mail stands. */
  private static Map<String, Integer> onTickets(MailDesk desk) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String ticket : tickets(desk)) {
      Reply page =
          desk.ada.ask(
              "query($id: ID!) { ticket(id: $id) { messages(first: 200) {"
                  + " totalCount nodes { mail { id } } } } }",
              Map.of("id", ticket));
      List<?> nodes = page.list("ticket.messages.nodes");
      assertEquals(nodes.size(), page.number("ticket.messages.totalCount"));
      for (int i = 0; i < nodes.size(); i++) {
        counts.merge(page.text("ticket.messages.nodes." + i + ".mail.id"), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static List<String> tickets(MailDesk desk) {
    List<String> all = new ArrayList<>();
    @Nullable String after = null;
    do {
      Map<String, @Nullable Object> variables = new HashMap<>();
      variables.put("after", after);
      Reply page =
          desk.ada.ask(
              "query($after: Cursor) { tickets(first: "
                  + PAGE
                  + ", after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
              variables);
      page.each("tickets.nodes", "id").forEach(id -> all.add(id.toString()));
      after =
          Boolean.TRUE.equals(page.at("tickets.pageInfo.hasNextPage"))
              ? page.text("tickets.pageInfo.endCursor")
              : null;
    } while (after != null);
    return all;
  }

  private static boolean isSame(Path one, Path other) {
    return text(one).equals(text(other));
  }

  /** What its sender wrote: without what servers put in front of it on the way. */
  private static String text(Path file) {
    String text =
        new String(bytes(file), StandardCharsets.ISO_8859_1)
            .replace("\r\n", "\n")
            .replace('\r', '\n');
    int body = text.indexOf("\n\n") < 0 ? text.length() : text.indexOf("\n\n");
    return TRACES.matcher(text.substring(0, body) + "\n").replaceAll("").strip()
        + text.substring(body).stripTrailing();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> files(int ofEach) {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> families = Files.list(SharedData.path("emails"))) {
      for (Path family : families.filter(Files::isDirectory).sorted().toList()) {
        Path messages = family.resolve("messages");
        if (Files.isDirectory(messages)) {
          try (Stream<Path> found = Files.walk(messages)) {
            List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
            int step = Math.max(1, files.size() / Math.min(ofEach, Math.max(1, files.size())));
            for (int i = 0; i < files.size(); i += step) {
              all.add(files.get(i));
            }
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return all;
  }
}
