package dev.trestle.plugins.tests;

import dev.trestle.testkit.DeskInspection;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every clock of every ticket gives a complete account of itself: from its begin to its end or the
 * present without gap, with a sum of counted intervals that is what it says was used.
 */
public final class ClocksAddUp implements DeskInspection {
  private static final String RUN =
      " state target used remaining startedAt endedAt because { from to counted reason } ";
  private static final String CLOCKS =
      "query($after: Cursor) { tickets(first: 100, after: $after) { pageInfo { hasNextPage"
          + " endCursor } nodes { number sla { clocks { kind agreement"
          + RUN
          + "cycles {"
          + RUN
          + "} } } } } }";
  private static final String CAN_ASK = "{ __type(name: \"Ticket\") { fields { name } } }";

  @Override
  public void inspect(TestDesk desk) {
    if (desk.admin().ask(CAN_ASK).each("__type.fields", "name").contains("sla")) {
      count(desk);
    }
  }

  /** How many cycles were looked at. */
  static int count(TestDesk desk) {
    Instant now = desk.clock().instant();
    Map<String, @Nullable Object> after = new HashMap<>();
    int cycles = 0;
    for (boolean more = true; more; ) {
      Reply page = desk.admin().ask(CLOCKS, after);
      for (Object ticket : page.list("tickets.nodes")) {
        Map<?, ?> one = (Map<?, ?>) ticket;
        if (one.get("sla") instanceof Map<?, ?> sla) {
          for (Object clock : listed(sla, "clocks")) {
            cycles += check("ticket " + one.get("number"), (Map<?, ?>) clock, now);
          }
        }
      }
      more = Boolean.TRUE.equals(page.at("tickets.pageInfo.hasNextPage"));
      after.put("after", page.at("tickets.pageInfo.endCursor"));
    }
    return cycles;
  }

  private static int check(String where, Map<?, ?> clock, Instant now) {
    List<?> cycles = listed(clock, "cycles");
    String what = where + ", " + clock.get("agreement") + " " + clock.get("kind") + ", ";
    for (int i = 0; i < cycles.size(); i++) {
      addsUp(what + "cycle " + i, (Map<?, ?>) cycles.get(i), now);
    }
    addsUp(what + "the clock", clock, now);
    Map<?, ?> latest = (Map<?, ?>) cycles.getLast();
    latest.forEach((name, value) ->
        hold(Objects.equals(value, clock.get(name)), what + "its latest cycle", clock));
    return cycles.size();
  }

  private static void addsUp(String what, Map<?, ?> run, Instant now) {
    Instant reached = instant(run, "startedAt");
    Duration counted = Duration.ZERO;
    for (Object interval : listed(run, "because")) {
      Map<?, ?> one = (Map<?, ?>) interval;
      Instant to = instant(one, "to");
      hold(instant(one, "from").equals(reached) && to.isAfter(reached), what + ": a gap", run);
      boolean counts = Boolean.TRUE.equals(one.get("counted"));
      hold(counts == "COUNTED".equals(one.get("reason")), what + ": a reason", run);
      counted = counts ? counted.plus(Duration.between(reached, to)) : counted;
      reached = to;
    }
    Instant end = run.get("endedAt") == null ? now : instant(run, "endedAt");
    hold(reached.equals(end), what + ": its end, now " + now, run);
    Duration used = Duration.parse(String.valueOf(run.get("used")));
    Duration target = Duration.parse(String.valueOf(run.get("target")));
    Duration remaining = Duration.parse(String.valueOf(run.get("remaining")));
    hold(counted.equals(used), what + ": counts " + counted, run);
    hold(remaining.equals(target.minus(used)), what + ": remaining", run);
    switch (String.valueOf(run.get("state"))) {
      case "MET" -> hold(!remaining.isNegative(), what + ": is late", run);
      case "MISSED", "BREACHED" -> hold(!remaining.isPositive(), what + ": is in time", run);
      default -> {}
    }
  }

  private static Instant instant(Map<?, ?> of, String name) {
    return Instant.parse(String.valueOf(of.get(name)));
  }

  private static List<?> listed(Map<?, ?> of, String name) {
    return of.get(name) instanceof List<?> list ? list : List.of();
  }

  private static void hold(boolean so, String what, Map<?, ?> run) {
    if (!so) {
      throw new AssertionError(what + " does not add up in " + run);
    }
  }
}
