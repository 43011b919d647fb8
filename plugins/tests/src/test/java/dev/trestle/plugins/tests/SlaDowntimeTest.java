package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.commitments.CommitmentsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.Happened;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A desk that is killed and stays down again and again while its clocks run and promises wait: each
 * warning, breach and escalation, missed update, chase and broken promise is told once, with the
 * instant it really came, and each action is done once.
 */
class SlaDowntimeTest {
  private static final int TICKETS_PER_ROUND = 8;
  private static final List<String> PRIORITIES = List.of("URGENT", "HIGH", "NORMAL", "LOW");
  private static final String STANDING =
      "{ tickets(first: 200, orderBy: [{field: SUBJECT}]) { nodes { subject sla { nextDueAt"
          + " clocks { state target used dueAt atRiskAt breachedAt steps { at } because { from to"
          + " reason } } } commitments { nextUpdateDueAt updateMissed chaseCount atRisk"
          + " promises { state dueAt } tasks { origin } } } } }";

  @Test
  void whateverComesDueIsToldOnce_howeverOftenTheDeskIsDown_fiveRounds() {
    campaign(20_261_122, 5);
  }

  @Test
  @Tag("long")
  void whateverComesDueIsToldOnce_howeverOftenTheDeskIsDown_hundredDesks() {
    for (int seed = 0; seed < 100; seed++) {
      campaign(seed, 20);
    }
  }

  private static void campaign(long seed, int rounds) {
    Random random = new Random(seed);
    Map<String, Instant> created = new HashMap<>();
    Map<String, Duration> spans = new HashMap<>();
    try (TestDesk desk =
        TestDesk.with(
            PluginUnderTest.of(CalendarsPlugin.class),
            PluginUnderTest.of(SlaPlugin.class),
            PluginUnderTest.of(CommitmentsPlugin.class))) {
      TestPerson ada = desk.admin();
      setUp(ada);
      PromisesMade promises = new PromisesMade(desk, random);
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < TICKETS_PER_ROUND; i++) {
          int priority = random.nextInt(PRIORITIES.size());
          String subject = "Ticket %03d".formatted(created.size());
          String id =
              ada.does(
                      "ticketCreate",
                      Map.of(
                          "subject",
                          subject,
                          "priority",
                          PRIORITIES.get(priority),
                          "requesterId",
                          promises.requesterId()),
                      "ticket { id }")
                  .text("ticket.id");
          created.put(id, desk.clock().instant());
          spans.put(id, span(priority));
          promises.follow(id, span(priority).multipliedBy(4).dividedBy(5));
          desk.advance(Duration.ofSeconds(random.nextInt(900)));
        }
        if (random.nextBoolean()) {
          String before = ada.ask(STANDING).toString();
          desk.kill();
          desk.settle();
          assertEquals(before, ada.ask(STANDING).toString(), () -> "seed " + seed + ", killed");
        } else {
          desk.restart(Duration.ofSeconds(random.nextInt(20_000)));
        }
        promises.ask();
        desk.settle();
      }
      desk.advance(Duration.ofDays(2));
      same(expected(created, spans), told(desk), "seed " + seed);
      same(promises.expected(), promises.told(), "seed " + seed);
      for (String id : created.keySet()) {
        assertEquals(
            1, notes(ada, id).stream().filter("Halfway"::equals).count(), () -> "seed " + seed);
      }
      endSome(desk, List.copyOf(created.keySet()));
      String seen = ada.ask(STANDING).toString();
      for (String part : List.of("MISSED", "BREACHED", "PAUSED", "ENDED")) {
        assertTrue(seen.contains(part), seen);
      }
      desk.kill();
      desk.settle();
      assertEquals(seen, ada.ask(STANDING).toString(), () -> "seed " + seed + ", replayed");
      assertEquals(4 * created.size(), told(desk).size());
      same(promises.expected(), promises.told(), "seed " + seed + ", replayed");
      System.out.printf(
          "desk %d: %d tickets, %d steps and %d of promises told once each%n",
          seed, created.size(), 4 * created.size(), promises.expected().size());
    }
  }

  /** So that there are clocks of all kinds to be found again. */
  private static void endSome(TestDesk desk, List<String> tickets) {
    for (int i = 0; i < tickets.size(); i += 3) {
      desk.admin().does("ticketResolve", Map.of("ticketId", tickets.get(i)), "");
    }
    for (int i = 1; i < tickets.size(); i += 3) {
      Map<String, Object> waits =
          Map.of("ticketId", tickets.get(i), "status", "waiting_on_requester");
      desk.admin().does("ticketChangeStatus", waits, "");
    }
    desk.advance(Duration.ofHours(1));
    for (int i = 0; i < tickets.size(); i += 9) {
      desk.admin().does("ticketReopen", Map.of("ticketId", tickets.get(i)), "");
    }
    // Shorter than until the next word is owed on these.
    desk.advance(Duration.ofMinutes(10));
  }

  /** Says of two long lists only where they differ. */
  private static void same(List<String> expected, List<String> told, String where) {
    List<String> missing = new ArrayList<>(expected);
    told.forEach(missing::remove);
    List<String> more = new ArrayList<>(told);
    expected.forEach(more::remove);
    assertEquals("missing [], more []", "missing " + missing + ", more " + more, where);
  }

  private static Duration span(int priority) {
    return Duration.ofMinutes(20L << priority);
  }

  private static void setUp(TestPerson ada) {
    List<String> days =
        List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");
    Map<String, Object> hours = Map.of("days", days, "from", "00:00", "until", "24:00");
    Map<String, Object> always =
        Map.of("name", "Always", "weeks", List.of(Map.of("hours", List.of(hours))));
    String id = ada.does("calendarSave", always, "calendar { id }").text("calendar.id");
    ada.does("calendarAssign", Map.of("subject", "STANDARD", "calendarId", id), "");
    List<Map<String, String>> spans = new ArrayList<>();
    for (int priority = 0; priority < PRIORITIES.size(); priority++) {
      spans.add(Map.of("priority", PRIORITIES.get(priority), "allowed", span(priority).toString()));
    }
    Map<String, Object> note = Map.of("deed", "NOTE", "text", "Halfway");
    ada.does(
        "slaPolicySave",
        Map.of(
            "name",
            "All",
            "agreement",
            "CUSTOMER",
            "targets",
            List.of(
                Map.of(
                    "kind",
                    "RESOLUTION",
                    "spans",
                    spans,
                    "steps",
                    List.of(
                        Map.of("atShare", 50, "actions", List.of(note)),
                        Map.of("after", "PT10M"))))),
        "");
  }

  private static List<String> expected(Map<String, Instant> created, Map<String, Duration> spans) {
    List<String> all = new ArrayList<>();
    created.forEach((id, at) -> {
      Duration span = spans.get(id);
      all.add(id + " SlaWarned " + at.plus(span.dividedBy(2)));
      all.add(id + " SlaAtRisk " + at.plus(span.multipliedBy(4).dividedBy(5)));
      all.add(id + " SlaBreached " + at.plus(span));
      all.add(id + " SlaEscalated " + at.plus(span).plus(Duration.ofMinutes(10)));
    });
    return all.stream().sorted().toList();
  }

  private static List<String> told(TestDesk desk) {
    return desk.happened().stream()
        .filter(event -> event.type().startsWith("Sla") && event.ticketId() != null)
        .map(event -> event.ticketId() + " " + event.type() + " " + at(event))
        .sorted()
        .toList();
  }

  private static List<Object> notes(TestPerson ada, String ticket) {
    return ada.ask(
            "query($id: ID!) { ticket(id: $id) { messages(first: 9, kind: NOTE) { nodes { text } }"
                + " } }",
            Map.of("id", ticket))
        .each("ticket.messages.nodes", "text");
  }

  private static String at(Happened event) {
    return event.changes().stream()
        .filter(change -> change.startsWith("at: "))
        .map(change -> change.substring(change.indexOf("-> ") + 3))
        .findFirst()
        .orElseThrow();
  }
}
