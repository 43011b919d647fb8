package dev.trestle.plugins.tests.reference;

import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code Ticket.sla} answers, in the words of the reference. */
final class SeenClocks {
  private static final String CLOCKS =
      "query($id: ID!) { ticket(id: $id) { sla { clocks { agreement kind policy { id } cycles {"
          + " state atRisk target used startedAt endedAt dueAt steps { at }"
          + " because { from to counted reason statusCategory } } } } } }";

  private SeenClocks() {}

  /** All cycles; only the latest of a clock knows its policy. */
  static List<Reading> of(TestPerson viewer, String ticketId) {
    Reply seen = viewer.ask(CLOCKS, Map.of("id", ticketId));
    List<Reading> readings = new ArrayList<>();
    if (seen.at("ticket.sla") == null) {
      return readings;
    }
    for (int i = 0; i < seen.list("ticket.sla.clocks").size(); i++) {
      String clock = "ticket.sla.clocks." + i;
      int cycles = seen.list(clock + ".cycles").size();
      for (int j = 0; j < cycles; j++) {
        String policy = j < cycles - 1 ? "" : seen.text(clock + ".policy.id");
        readings.add(reading(seen, clock, clock + ".cycles." + j, policy));
      }
    }
    return readings;
  }

  private static Reading reading(Reply seen, String clock, String cycle, String policy) {
    List<@Nullable Long> steps = new ArrayList<>();
    for (int i = 0; i < seen.list(cycle + ".steps").size(); i++) {
      steps.add(millis(seen, cycle + ".steps." + i + ".at"));
    }
    Long end = millis(seen, cycle + ".endedAt");
    Long due = millis(seen, cycle + ".dueAt");
    return new Reading(
        Agreement.valueOf(seen.text(clock + ".agreement")),
        Kind.valueOf(seen.text(clock + ".kind")),
        policy,
        second(seen, cycle + ".startedAt"),
        end == null ? null : end / 1000,
        Reading.State.valueOf(seen.text(cycle + ".state")),
        Duration.parse(seen.text(cycle + ".target")).toSeconds(),
        Duration.parse(seen.text(cycle + ".used")).toSeconds(),
        due == null ? null : due / 1000,
        Boolean.parseBoolean(seen.text(cycle + ".atRisk")),
        steps,
        because(seen, cycle + ".because"));
  }

  private static List<Reading.Run> because(Reply seen, String path) {
    List<Reading.Run> runs = new ArrayList<>();
    for (int i = 0; i < seen.list(path).size(); i++) {
      String at = path + "." + i;
      Why why =
          switch (seen.text(at + ".reason")) {
            case "COUNTED" -> Why.COUNTED;
            case "PAUSED" -> Why.CATEGORY;
            case "ENDED" -> Why.ENDED;
            case "MERGED" -> Why.MERGED;
            case "NO_TARGET" -> Why.NO_TARGET;
            default -> Why.CLOSED;
          };
      Category category =
          why.namesTheCategory() ? Category.valueOf(seen.text(at + ".statusCategory")) : null;
      Reading.Run next =
          new Reading.Run(second(seen, at + ".from"), second(seen, at + ".to"), why, category);
      if (!runs.isEmpty() && runs.getLast().isContinuedBy(next)) {
        Reading.Run before = runs.removeLast();
        runs.add(new Reading.Run(before.from(), next.to(), why, category));
      } else {
        runs.add(next);
      }
    }
    return runs;
  }

  private static long second(Reply seen, String path) {
    return Instant.parse(seen.text(path)).getEpochSecond();
  }

  private static @Nullable Long millis(Reply seen, String path) {
    return seen.at(path) == null ? null : (Long) Instant.parse(seen.text(path)).toEpochMilli();
  }
}
