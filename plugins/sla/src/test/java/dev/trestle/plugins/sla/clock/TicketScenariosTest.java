package dev.trestle.plugins.sla.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What another product computes for whole tickets. */
class TicketScenariosTest {
  private static final UUID POLICY = new UUID(0, 1);
  private static final UUID CALENDAR = new UUID(0, 2);

  /** Where we differ, and why. */
  private static final Map<String, Set<String>> DIFFERENCES =
      Map.of(
          // A word on an ended ticket owes nothing: the update counts until the ticket ended.
          "zam-08", Set.of("update_in_min", "update_diff_min"),
          // A budget that ends exactly at closing time is due then, not at the next opening.
          "zam-12", Set.of("next_due", "first_response_due"));

  static Stream<JsonNode> scenarios() throws IOException {
    List<JsonNode> all = SharedData.json("calendars/sla/ticket-scenarios.jsonl");
    assertEquals(12, all.size());
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void computesWhatItSays(JsonNode scenario) {
    JsonNode expected = scenario.get("expected");
    Map<String, @Nullable String> ours = ours(scenario);
    Set<String> differing = new TreeSet<>();
    expected
        .fieldNames()
        .forEachRemaining(field -> {
          JsonNode value = expected.get(field);
          if (!String.valueOf(ours.get(field)).equals(value.asText())) {
            differing.add(field);
          }
        });
    String id = scenario.get("id").asText();
    assertEquals(
        new TreeSet<>(DIFFERENCES.getOrDefault(id, Set.of())), differing, () -> id + ": " + ours);
  }

  private static Map<String, @Nullable String> ours(JsonNode scenario) {
    Map<String, @Nullable String> ours = new TreeMap<>();
    Week week = week(scenario.get("calendar"));
    JsonNode targets = scenario.get("targets_minutes");
    long now = lastTime(scenario);
    List<Cycle> all = new ArrayList<>();
    // The peer keeps its three clocks by separate fields: an "agent contact" answers the requester
    // without being the "first response", and the other way round.
    answer(ours, all, clock(scenario, week, targets, Kind.FIRST_RESPONSE, now), "first_response");
    answer(ours, all, clock(scenario, week, targets, Kind.NEXT_RESPONSE, now), "update");
    answer(ours, all, clock(scenario, week, targets, Kind.RESOLUTION, now), "close");
    ours.put("solution_due", ours.get("close_due"));
    ours.put(
        "next_due",
        all.stream()
            .filter(cycle -> !cycle.state().over() && cycle.due() != WorkingTime.NEVER)
            .map(Cycle::due)
            .min(Comparator.naturalOrder())
            .map(TicketScenariosTest::text)
            .orElse(null));
    if (scenario.get("expected").has("working_minutes_created_to_closed")) {
      answerDestinations(ours, scenario, week);
    }
    return ours;
  }

  private static void answer(
      Map<String, @Nullable String> ours, List<Cycle> all, @Nullable Clock clock, String name) {
    if (clock == null) {
      return;
    }
    Cycle cycle = clock.current();
    all.add(cycle);
    ours.put(
        name + "_due",
        cycle.state().over() || cycle.due() == WorkingTime.NEVER ? null : text(cycle.due()));
    if (cycle.state().over()) {
      ours.put(name + "_in_min", String.valueOf(Duration.ofMillis(cycle.used()).toMinutes()));
      ours.put(
          name + "_diff_min", String.valueOf(Duration.ofMillis(cycle.remaining()).toMinutes()));
    }
  }

  /**
   * Working time by itself: a scenario of the peer's whose clock goes on when the ticket closes.
   */
  private static void answerDestinations(
      Map<String, @Nullable String> ours, JsonNode scenario, Week week) {
    long created = time(scenario.get("created_at"));
    List<Course.Entry> entries = new ArrayList<>(course(scenario, Kind.RESOLUTION).entries());
    Course.State closed = (Course.State) entries.removeLast();
    entries.add(state(closed.atMillis(), StatusCategory.OPEN));
    Course course = new Course(entries);
    Cycle whole = cycle(course, week, closed.atMillis());
    ours.put(
        "working_minutes_created_to_closed",
        String.valueOf(Duration.ofMillis(whole.used()).toMinutes()));
    long half = Duration.ofMinutes(30).toMillis();
    ours.put("add_30min_from_created", text(whole.instantOf(half)));
    for (String from : List.of("01:15", "02:00")) {
      long begin =
          created
              + Duration.between(java.time.LocalTime.MIN, java.time.LocalTime.parse(from))
                  .toMillis();
      long before = cycle(course, week, begin).used();
      ours.put("add_30min_from_" + from, text(whole.instantOf(before + half)));
    }
  }

  private static Cycle cycle(Course course, Week week, long now) {
    Target target = Target.of(Kind.RESOLUTION, Map.of(TicketPriority.NORMAL, 1L));
    return Story.clocks(course, id -> policy(target), id -> week, now).getFirst().current();
  }

  private static @Nullable Clock clock(
      JsonNode scenario, Week week, JsonNode targets, Kind kind, long now) {
    String name =
        switch (kind) {
          case FIRST_RESPONSE -> "first_response";
          case NEXT_RESPONSE -> "response";
          default -> "solution";
        };
    if (!targets.hasNonNull(name)) {
      return null;
    }
    long span = Duration.ofMinutes(targets.get(name).asLong()).toMillis();
    Target target =
        new Target(
            kind,
            Map.of(TicketPriority.NORMAL, span),
            kind.pausesUsually(),
            true,
            Target.AT_RISK_SHARE,
            List.of());
    List<Clock> clocks =
        Story.clocks(course(scenario, kind), id -> policy(target), id -> week, now);
    return clocks.isEmpty() ? null : clocks.getFirst();
  }

  private static Policy policy(Target target) {
    Edition edition =
        new Edition(
            0,
            OnEdit.CONTINUE,
            null,
            OnReopen.CONTINUE,
            OnRetarget.CONTINUE,
            OnMerge.CONTINUE,
            List.of(target));
    return new Policy(POLICY, Agreement.CUSTOMER, List.of(edition));
  }

  private static Course course(JsonNode scenario, Kind kind) {
    List<Course.Entry> entries = new ArrayList<>();
    entries.add(state(time(scenario.get("created_at")), StatusCategory.NEW));
    for (JsonNode event : scenario.get("events")) {
      long at = time(event.get("at"));
      String what = event.get("what").asText();
      if (what.equals("created in state")) {
        entries.set(0, state(at, category(event)));
      } else if (what.equals("close")) {
        entries.add(state(at, StatusCategory.CLOSED));
      } else if (what.endsWith("state")) {
        entries.add(state(at, category(event)));
      }
      if (kind == Kind.NEXT_RESPONSE && what.startsWith("customer")) {
        entries.add(new Course.Word(at, true));
      }
      if (kind == Kind.NEXT_RESPONSE && what.startsWith("agent contact")
          || kind == Kind.FIRST_RESPONSE && what.equals("first response")) {
        entries.add(new Course.Word(at, false));
      }
    }
    return new Course(entries);
  }

  private static Course.State state(long at, StatusCategory category) {
    return new Course.State(
        at, category, TicketPriority.NORMAL, null, false, CALENDAR, List.of(POLICY));
  }

  private static StatusCategory category(JsonNode event) {
    return switch (event.get("to").asText()) {
      case "new" -> StatusCategory.NEW;
      case "open" -> StatusCategory.OPEN;
      case "pending" -> StatusCategory.WAITING_ON_REQUESTER;
      case "closed" -> StatusCategory.CLOSED;
      default -> throw new IllegalArgumentException("unknown state in " + event);
    };
  }

  private static long lastTime(JsonNode scenario) {
    long last = time(scenario.get("created_at"));
    for (JsonNode event : scenario.get("events")) {
      last = Math.max(last, time(event.get("at")));
    }
    return last;
  }

  private static Week week(JsonNode calendar) {
    Map<DayOfWeek, List<Week.Hours>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Week.Hours> hours = new ArrayList<>();
      String name = day.name().substring(0, 3).toLowerCase(Locale.ROOT);
      for (JsonNode interval : calendar.get("week").path(name)) {
        hours.add(
            new Week.Hours(minutes(interval.get(0).asText()), minutes(interval.get(1).asText())));
      }
      days.put(day, hours);
    }
    Set<LocalDate> holidays = new HashSet<>();
    calendar.get("holidays").forEach(date -> holidays.add(LocalDate.parse(date.asText())));
    return new Week(ZoneId.of(calendar.get("tz").asText()), days, holidays);
  }

  private static int minutes(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }

  private static long time(JsonNode text) {
    return Instant.parse(text.asText()).toEpochMilli();
  }

  private static String text(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
