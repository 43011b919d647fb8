package dev.trestle.plugins.tests.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testkit.Happened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two hundred tickets on desks where anything may happen: what {@code Ticket.sla} answers is what
 * the reference counts on the course that was seen, every step is told once, and the log alone
 * leads to the same clocks.
 */
@Tag("hot")
class DeskAgainstReferenceTest {
  private static final int TICKETS = 40;
  private static final int STEPS = 320;
  private static final int COMPARED_EVERY = 80;
  private static final int TICK_MILLIS = 1000;
  private static final Set<String> TOLD =
      Set.of("SlaAtRisk", "SlaBreached", "SlaWarned", "SlaEscalated");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void answersWhatTheReferenceCounts_andTellsEveryStepOnce(long seed) {
    drive(seed);
  }

  @Test
  @Tag("long")
  void answersWhatTheReferenceCounts_andTellsEveryStepOnce_onThirtyDesks() {
    for (long seed = 3; seed <= 32; seed++) {
      drive(seed);
    }
  }

  private static void drive(long seed) {
    boolean edits = seed % 2 == 0;
    try (DrivenDesk driven = new DrivenDesk(seed, edits)) {
      for (int step = 1; step <= STEPS; step++) {
        driven.step(TICKETS);
        if (step % COMPARED_EVERY == 0) {
          compare(driven, "seed " + seed + ", step " + step);
        }
      }
      assertEquals(TICKETS, driven.tickets.size());
      // What an edit at the very end made late is told soon after it.
      driven.desk.settle();
      nothingIsToldTwice(driven);
      // An edit moves instants of all tickets, so that nothing can be foretold of them.
      assertTrue(edits || whatIsToldIsWhatWasReached(driven) > 0, "no ticket was left alone");
      long told = told(driven).size();
      driven.desk.kill();
      driven.desk.settle();
      compare(driven, "seed " + seed + ", replayed");
      assertEquals(told, told(driven).size());
      driven.desk.restart(Duration.ofHours(2));
      driven.desk.settle();
      compare(driven, "seed " + seed + ", two hours later");
      nothingIsToldTwice(driven);
      whatIsToldIsWhatWasReached(driven);
    }
  }

  private static void compare(DrivenDesk driven, String where) {
    for (DrivenTicket ticket : driven.tickets) {
      List<Reading> expected = expected(driven, ticket);
      List<Reading> seen = SeenClocks.of(driven.ada, ticket.id);
      assertEquals(
          text(latestKnowTheirPolicy(expected)),
          text(seen),
          () -> where + ", now " + driven.now() + ", " + ticket.entries);
    }
  }

  private static List<Reading> expected(DrivenDesk driven, DrivenTicket ticket) {
    return SlowClocks.read(ticket.entries, TICK_MILLIS, List.of(driven.now())).getFirst().stream()
        .sorted(Comparator.comparing(Reading::agreement).thenComparing(Reading::kind))
        .toList();
  }

  private static List<Reading> latestKnowTheirPolicy(List<Reading> readings) {
    List<Reading> known = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      Reading one = readings.get(i);
      Reading next = i + 1 < readings.size() ? readings.get(i + 1) : null;
      boolean latest =
          next == null || next.agreement() != one.agreement() || next.kind() != one.kind();
      known.add(latest ? one : without(one));
    }
    return known;
  }

  private static Reading without(Reading one) {
    return new Reading(
        one.agreement(),
        one.kind(),
        "",
        one.begin(),
        one.end(),
        one.state(),
        one.target(),
        one.used(),
        one.due(),
        one.atRisk(),
        one.stepMillis(),
        one.because());
  }

  private static String text(List<Reading> readings) {
    return readings.stream().map(Reading::toString).collect(Collectors.joining("\n"));
  }

  private static List<Happened> told(DrivenDesk driven) {
    return driven.desk.happened().stream().filter(event -> TOLD.contains(event.type())).toList();
  }

  private static void nothingIsToldTwice(DrivenDesk driven) {
    Map<String, Integer> seen = new HashMap<>();
    for (Happened event : told(driven)) {
      String what = event.type() + " " + event.ticketId() + " " + event.changes();
      int times = seen.merge(what, 1, Integer::sum);
      assertTrue(times == 1 || times <= cyclesThatBegin(driven, event), "told twice: " + what);
    }
    assertTrue(seen.size() > TICKETS, "hardly anything was told");
  }

  /** Two answers at the same instant begin two cycles there, each with steps of its own. */
  private static long cyclesThatBegin(DrivenDesk driven, Happened event) {
    Instant at = Instant.parse(changed(event, "at"));
    return driven.tickets.stream()
        .filter(ticket -> UUID.fromString(ticket.id).equals(event.ticketId()))
        .flatMap(ticket -> SeenClocks.of(driven.ada, ticket.id).stream())
        .filter(cycle -> cycle.begin() == at.getEpochSecond())
        .filter(cycle -> cycle.agreement().name().equals(changed(event, "agreement")))
        .filter(cycle -> cycle.kind().name().equals(changed(event, "target")))
        .count();
  }

  /** Of tickets whose instants never moved: then what is told can be foretold. */
  private static int whatIsToldIsWhatWasReached(DrivenDesk driven) {
    int plain = 0;
    List<Happened> all = told(driven);
    for (DrivenTicket ticket : driven.tickets) {
      if (!ticket.plain) {
        continue;
      }
      plain++;
      List<String> reached = new ArrayList<>();
      for (Reading reading : expected(driven, ticket)) {
        String clock = reading.agreement() + " " + reading.kind() + " ";
        Long due = reading.due();
        add(reached, driven, "SlaBreached " + clock, due == null ? null : due * TICK_MILLIS);
        add(reached, driven, "SlaAtRisk " + clock, reading.stepMillis().getFirst());
        for (Long step : reading.stepMillis()) {
          boolean before = due == null || (step != null && step < due * TICK_MILLIS);
          add(reached, driven, (before ? "SlaWarned " : "SlaEscalated ") + clock, step);
        }
      }
      List<String> told = new ArrayList<>();
      for (Happened event : all) {
        if (UUID.fromString(ticket.id).equals(event.ticketId())) {
          told.add(
              event.type()
                  + " "
                  + changed(event, "agreement")
                  + " "
                  + changed(event, "target")
                  + " "
                  + changed(event, "at"));
        }
      }
      assertEquals(reached.stream().sorted().toList(), told.stream().sorted().toList());
    }
    return plain;
  }

  private static void add(
      List<String> reached, DrivenDesk driven, String what, @Nullable Long millis) {
    if (millis != null && millis <= driven.now() * TICK_MILLIS) {
      reached.add(what + Instant.ofEpochMilli(millis));
    }
  }

  private static String changed(Happened event, String field) {
    return event.changes().stream()
        .filter(change -> change.startsWith(field + ": "))
        .map(change -> change.substring(change.indexOf("-> ") + 3))
        .findFirst()
        .orElse("");
  }
}
