package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.cli.TrestleCommand;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.ChildDesk;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.domain.plugin.work.Occurrence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The desk is killed while sixteen clients write and plugins react to it: the three that come with
 * the desk, and a witness that leaves one trace of each kind for each event. In the end each event
 * has had its effects once, each timer has fired once, and each delivery has come under one key.
 */
class PluginKillTest {
  private static final int START_SEED = Integer.getInteger("trestle.kill.seed", 20_261_123);
  private static final int ROUNDS_PER_DESK = 10;
  private static final int REMINDERS = 3;
  private static final Pattern HOOKED = Pattern.compile("\"ticket\":\\{\"id\":\"([0-9a-f-]{36})\"");

  @TempDir private Path folder;
  private int events;
  private int timers;
  private int repeats;

  @Test
  void pluginsReactOnceToEachEvent_howeverOftenTheDeskIsKilled_twoRounds() throws Exception {
    campaign(2);
  }

  @Test
  @Tag("long")
  void pluginsReactOnceToEachEvent_howeverOftenTheDeskIsKilled_fiftyRounds() throws Exception {
    campaign(50);
  }

  private void campaign(int rounds) throws Exception {
    int acknowledged = 0;
    for (int done = 0; done < rounds; done += ROUNDS_PER_DESK) {
      Path data = folder.resolve("desk-" + done);
      try (PostBox box = new PostBox(START_SEED + done)) {
        List<Written> all = new ArrayList<>();
        for (int i = done; i < Math.min(rounds, done + ROUNDS_PER_DESK); i++) {
          all.addAll(round(data, box, START_SEED + i, i == done));
        }
        comeToRest(data, box, all);
        acknowledged += (int) all.stream().filter(Written::acknowledged).count();
        repeats += box.repeats();
      }
    }
    System.out.printf(
        "kill campaign with plugins: %d rounds, %d writes acknowledged and 0 lost, %d events seen"
            + " once each, %d timers fired once each, %d deliveries of which %d came again%n",
        rounds, acknowledged, events, timers, 2 * events, repeats);
  }

  private static List<Written> round(Path data, PostBox box, int seed, boolean first)
      throws Exception {
    String round = "round with seed " + seed;
    Random random = new Random(seed);
    Writers writers;
    try (ChildDesk desk = ChildDesk.start(data, Witness.RESTLESS)) {
      DeskClient admin = desk.admin();
      if (first) {
        Witness.setUp(admin, box);
      }
      remind(admin, random);
      String agent = admin.data("{ viewer { id } }").at("/viewer/id").asText();
      writers = new Writers(admin, agent, seed);
      writers.start();
      int enough = 50 + random.nextInt(400);
      while (writers.acknowledged() < enough && writers.faults().isEmpty()) {
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(300));
      desk.kill();
    }
    writers.join();
    assertEquals(List.of(), writers.faults(), round);
    StoredDesk.chainIsWhole(data);
    return writers.written();
  }

  /** Reminders that are due within moments, many of them while the desk is down. */
  private static void remind(DeskClient admin, Random random) {
    String ticket = Witness.ticket(admin, "clock");
    for (int i = 0; i < REMINDERS; i++) {
      Duration after = Duration.ofMillis(100 + random.nextInt(5_000));
      admin.done(
          "reminderSet",
          Map.of("ticketId", ticket, "after", after.toString(), "text", "Look"),
          "reminder { id }");
    }
  }

  /** Lets everything come to its end, and holds it against the log. */
  private void comeToRest(Path data, PostBox box, List<Written> written) throws IOException {
    String what = "desk " + data.getFileName() + ", first seed " + START_SEED;
    List<String> witnessed;
    List<String> rung;
    try (ChildDesk desk = ChildDesk.start(data, Witness.RESTLESS)) {
      DeskClient admin = desk.admin();
      Aftermath aftermath = new Aftermath(admin, what);
      aftermath.keysAnswerAsBefore(written);
      String last = Witness.ticket(admin, "end");
      Await.until("the last event is delivered", () -> hooked(box).containsKey(last));
      Await.until("the last checklist is there", () -> checked(admin, last));
      Await.until("nothing waits", () -> waiting(admin).equals("0 0 0"));
      Await.until(
          "all timers have fired",
          () ->
              Witness.words(admin, "rung").size()
                  == admin
                      .data("{ tickets(first: 1) { totalCount } }")
                      .at("/tickets/totalCount")
                      .asInt());
      aftermath.nothingIsLostDoubledOrHalf(written);
      aftermath.searchFindsWhatWasWritten(written);
      oneChecklistEach(admin, what);
      witnessed = Witness.words(admin, "witnessed");
      rung = Witness.words(admin, "rung");
      assertEquals(143, desk.stop(), desk.output());
    }
    List<Occurrence> seen = StoredDesk.events(data, "TicketCreated", "TicketTagged");
    assertEquals(names(seen), witnessed.stream().sorted().toList(), what);
    assertEquals(List.of(), box.faults(), what);
    delivered(box, seen, what);
    assertEachRangOnce(rung, seen, what);
    assertEachReminderFiredOnce(data, what);
    events += seen.size();
    timers += rung.size();
    StoredDesk.chainIsWhole(data);
    StoredDesk.graphEqualsLog(data);
    assertEquals(0, TrestleCommand.run("verify", "--data", data.toString()), what);
  }

  /** How many deliveries, faults and pending reminders there are. */
  private static String waiting(DeskClient admin) {
    JsonNode data =
        admin.data(
            "{ outbox(first: 1) { totalCount } pluginFaults(first: 1) { totalCount }"
                + " tickets(first: 1, filter: { reminderDueAt: { isNull: false } }) { totalCount }"
                + " }");
    return data.at("/outbox/totalCount").asText()
        + " "
        + data.at("/pluginFaults/totalCount").asText()
        + " "
        + data.at("/tickets/totalCount").asText();
  }

  private static boolean checked(DeskClient admin, String ticket) {
    return admin
            .data(
                "query($id: ID!) { ticket(id: $id) { checklist { items { text } } } }",
                Map.of("id", ticket))
            .at("/ticket/checklist/items")
            .size()
        == 1;
  }

  private static void oneChecklistEach(DeskClient admin, String what) {
    String after = null;
    boolean more = true;
    while (more) {
      Map<String, Object> variables = new HashMap<>();
      variables.put("after", after);
      JsonNode page =
          admin
              .data(
                  "query($after: Cursor) { tickets(first: 100, after: $after) { pageInfo {"
                      + " hasNextPage endCursor } nodes { id status { category } checklist { items"
                      + " { text } } } } }",
                  variables)
              .get("tickets");
      for (JsonNode ticket : page.get("nodes")) {
        // One that was resolved before the reaction came to it needs none any more.
        int least = ticket.at("/status/category").asText().equals("RESOLVED") ? 0 : 1;
        int items = ticket.at("/checklist/items").size();
        assertTrue(items == 1 || items == least, what + " " + ticket);
      }
      more = page.at("/pageInfo/hasNextPage").asBoolean();
      after = page.at("/pageInfo/endCursor").asText();
    }
  }

  private static String name(Occurrence event) {
    return event.sequence() + "." + event.ordinal();
  }

  private static List<String> names(List<Occurrence> events) {
    return events.stream().map(PluginKillTest::name).sorted().toList();
  }

  /** What webhooks brought of each ticket, in the order in which it came first. */
  private static Map<String, List<String>> hooked(PostBox box) {
    Map<String, List<String>> hooked = new LinkedHashMap<>();
    box.bodies()
        .forEach((key, body) -> {
          Matcher ticket = HOOKED.matcher(body);
          if (key.startsWith("evt_") && ticket.find()) {
            hooked
                .computeIfAbsent(ticket.group(1), _ -> new ArrayList<>())
                .add(key.substring("evt_".length()).replace('_', '.'));
          }
        });
    return hooked;
  }

  /** Both channels brought every event, in order per ticket, each under one key. */
  private static void delivered(PostBox box, List<Occurrence> events, String what) {
    Map<String, List<String>> expected = new LinkedHashMap<>();
    events.forEach(event ->
        expected
            .computeIfAbsent(String.valueOf(event.ticketId()), _ -> new ArrayList<>())
            .add(name(event)));
    Map<String, List<String>> posted = new LinkedHashMap<>();
    box.bodies()
        .forEach((key, body) -> {
          if (body.startsWith("witness/")) {
            String[] parts = body.substring("witness/".length()).split(" ");
            posted.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
          }
        });
    assertEquals(expected, posted, what);
    assertEquals(expected, hooked(box), what);
  }

  /** A timer for each new ticket, which says when it was due. */
  private static void assertEachRangOnce(List<String> rung, List<Occurrence> events, String what) {
    TreeSet<String> expected = new TreeSet<>();
    for (Occurrence event : events) {
      if (event.type().equals("TicketCreated")) {
        String due = event.at().plusMillis(event.sequence() % 7 * 500).toString();
        expected.add(event.ticketId() + "@" + due + "@" + due);
      }
    }
    assertEquals(List.copyOf(expected), rung.stream().sorted().toList(), what);
  }

  private static void assertEachReminderFiredOnce(Path data, String what) throws IOException {
    List<Occurrence> set = StoredDesk.events(data, "ReminderSet");
    List<Occurrence> fired = StoredDesk.events(data, "ReminderFired");
    assertTrue(!set.isEmpty(), what);
    assertEquals(dues(set), dues(fired), what);
  }

  /** Each reminder with the time it is or was due. */
  private static List<String> dues(List<Occurrence> events) {
    return events.stream()
        .map(event -> {
          var due = event.changes().getFirst();
          return event.recordId() + " " + (due.before() == null ? due.after() : due.before());
        })
        .sorted()
        .toList();
  }
}
