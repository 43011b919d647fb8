package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.ChildDesk;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.domain.plugin.work.Occurrence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The desk is killed and stays down while SLA clocks run and promises wait to be kept. In the end
 * each warning, breach and escalation of each ticket, each missed update, chase and broken promise
 * stands in the log once, with the instant it really came, each action was done once, and the log
 * alone leads to the same records.
 */
class SlaKillTest {
  private static final int START_SEED = Integer.getInteger("trestle.kill.seed", 20_261_124);
  private static final Duration ALLOWED = Duration.ofSeconds(4);
  private static final List<String> DAYS =
      List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");

  @TempDir private Path data;

  @Test
  void stepsAreToldOnce_howeverOftenTheDeskIsKilled_twoRounds() throws Exception {
    campaign(2);
  }

  @Test
  @Tag("long")
  void stepsAreToldOnce_howeverOftenTheDeskIsKilled_fiftyRounds() throws Exception {
    campaign(50);
    theLogAloneLeadsToTheSameClocks();
  }

  private void campaign(int rounds) throws Exception {
    KeptPromises promises = new KeptPromises(new Random(START_SEED));
    for (int round = 0; round < rounds; round++) {
      Random random = new Random(START_SEED + round);
      try (ChildDesk desk = ChildDesk.start(data, Witness.RESTLESS)) {
        DeskClient admin = desk.admin();
        if (round == 0) {
          setUp(admin);
          promises.setUp(admin);
        }
        for (int i = 10 + random.nextInt(40); i > 0; i--) {
          promises.busy(admin, Witness.ticket(admin, "round " + round));
          Thread.sleep(random.nextInt(60));
        }
        desk.kill();
      }
      StoredDesk.chainIsWhole(data);
      // So that some of what comes due does so while nobody is there.
      Thread.sleep(random.nextInt(2_500));
    }
    String what = rounds + " rounds, first seed " + START_SEED;
    try (ChildDesk desk = ChildDesk.start(data, Witness.RESTLESS)) {
      DeskClient admin = desk.admin();
      String last = Witness.ticket(admin, "end");
      promises.busy(admin, last);
      for (String event : List.of("PromiseBreached", "TicketFellSilent", "SlaEscalated")) {
        Await.until(event, () -> history(admin, last).contains(event));
      }
      assertEquals(143, desk.stop(), desk.output());
    }
    List<Occurrence> created = StoredDesk.events(data, "TicketCreated");
    assertTrue(created.size() > 10 * rounds, what);
    assertEquals(expected(created), told(), what);
    List<String> kept = KeptPromises.told(data);
    assertEquals(
        KeptPromises.expected(data, created, ALLOWED.multipliedBy(4).dividedBy(5)), kept, what);
    List<Occurrence> acting = new ArrayList<>(created);
    for (Occurrence returned : StoredDesk.events(data, "DelegationReturned")) {
      // A note to whoever gave it away, and one in the other language to whoever had it.
      acting.addAll(List.of(returned, returned));
    }
    assertEquals(
        tickets(acting), tickets(StoredDesk.events(data, "NoteAdded")), what + ", their actions");
    StoredDesk.graphEqualsLog(data);
    System.out.printf(
        "kill campaign with clocks: %d rounds, %d tickets, %d steps and %d of promises, updates,"
            + " chases and tasks told once each%n",
        rounds, created.size(), 4 * created.size(), kept.size());
  }

  private void theLogAloneLeadsToTheSameClocks() throws Exception {
    List<String> clocks;
    try (ChildDesk desk = ChildDesk.start(data, Witness.RESTLESS)) {
      StandingClocks.stop(desk.admin());
      clocks = StandingClocks.read(desk.admin());
      desk.kill();
    }
    for (String command : List.of("rebuild", "verify")) {
      try (ChildDesk run =
          ChildDesk.launch(List.of(command, "--data", data.toString()), data, Map.of())) {
        assertEquals(0, run.exitCode(), run.output());
      }
    }
    try (ChildDesk desk = ChildDesk.start(data, Witness.RESTLESS)) {
      assertEquals(clocks, StandingClocks.read(desk.admin()));
      assertEquals(143, desk.stop(), desk.output());
    }
    System.out.printf("%d clocks found again from the log alone%n", clocks.size());
  }

  private static void setUp(DeskClient admin) {
    Map<String, Object> hours = Map.of("days", DAYS, "from", "00:00", "until", "24:00");
    String calendar =
        admin
            .done(
                "calendarSave",
                Map.of("name", "Always", "weeks", List.of(Map.of("hours", List.of(hours)))),
                "calendar { id }")
            .at("/calendar/id")
            .asText();
    admin.done(
        "calendarAssign", Map.of("subject", "STANDARD", "calendarId", calendar), "calendar { id }");
    Map<String, Object> target =
        Map.of(
            "kind",
            "RESOLUTION",
            "spans",
            List.of(Map.of("priority", "NORMAL", "allowed", ALLOWED.toString())),
            "steps",
            List.of(
                Map.of("atShare", 50, "actions", List.of(Map.of("deed", "NOTE"))),
                Map.of("after", "PT1S")));
    admin.done(
        "slaPolicySave",
        Map.of("name", "All", "agreement", "CUSTOMER", "targets", List.of(target)),
        "policy { id }");
  }

  private static String history(DeskClient admin, String ticket) {
    JsonNode seen =
        admin.data(
            "query($id: ID!) { ticket(id: $id) { history(first: 60) { nodes { type } } } }",
            Map.of("id", ticket));
    return seen.toString();
  }

  private static List<String> expected(List<Occurrence> created) {
    List<String> expected = new ArrayList<>();
    for (Occurrence event : created) {
      String ticket = event.ticketId() + " ";
      expected.add(ticket + "SlaWarned " + event.at().plus(ALLOWED.dividedBy(2)));
      expected.add(ticket + "SlaAtRisk " + event.at().plus(ALLOWED.multipliedBy(4).dividedBy(5)));
      expected.add(ticket + "SlaBreached " + event.at().plus(ALLOWED));
      expected.add(ticket + "SlaEscalated " + event.at().plus(ALLOWED).plusSeconds(1));
    }
    return expected.stream().sorted().toList();
  }

  private List<String> told() throws Exception {
    List<String> told = new ArrayList<>();
    for (Occurrence event :
        StoredDesk.events(data, "SlaWarned", "SlaAtRisk", "SlaBreached", "SlaEscalated")) {
      String at =
          event.changes().stream()
              .filter(change -> change.field().equals("at"))
              .map(change -> change.after())
              .findFirst()
              .orElse("");
      told.add(event.ticketId() + " " + event.type() + " " + at);
    }
    return told.stream().sorted().toList();
  }

  private static List<String> tickets(List<Occurrence> events) {
    return events.stream().map(event -> String.valueOf(event.ticketId())).sorted().toList();
  }
}
