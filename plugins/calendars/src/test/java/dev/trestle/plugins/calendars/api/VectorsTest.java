package dev.trestle.plugins.calendars.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.testdata.SharedData;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The collected vectors of other products' business time. */
class VectorsTest {
  private static final String VECTORS = "calendars/sla/business-time-vectors.jsonl";

  /** Where peers differ from each other, what we answer, and why. */
  private static final Map<String, Object> OWN_ANSWERS =
      Map.of(
          // Two peers differ: a span the wrong way round is 0 for one and negative for the other.
          // Ours is negative, because only so is business time additive over any three instants.
          "biz-02", -142_200L);

  @TestFactory
  Stream<DynamicTest> answersAsTheVectorsSay() throws Exception {
    List<JsonNode> rows = SharedData.json(VECTORS);
    assertTrue(rows.size() >= 50, "vectors: " + rows.size());
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.get("id").asText(), () -> check(row)));
  }

  @Test
  void aHoldExtendsADeadline_byItsBusinessPartOnly() {
    // The documented rules msdyn-doc-02 and msdyn-doc-03: a pause moves the deadline by the open
    // time in it. Created on Monday before opening, eight hours allowed, held 10:00 to 12:00.
    BusinessCalendar calendar = BusinessCalendar.of(officeHours());
    long created = at("2024-03-04T07:00:00Z");
    long due = calendar.add(created, 8 * 3_600_000L);
    assertEquals(at("2024-03-04T17:00:00Z"), due);
    long held = calendar.between(at("2024-03-04T10:00:00Z"), at("2024-03-04T12:00:00Z"));
    assertEquals(at("2024-03-05T11:00:00Z"), calendar.add(due, held));
    // Held from 16:00 until 20:00, after closing: only one hour of the hold counts.
    long late = calendar.between(at("2024-03-04T16:00:00Z"), at("2024-03-04T20:00:00Z"));
    assertEquals(at("2024-03-05T10:00:00Z"), calendar.add(due, late));
  }

  private static void check(JsonNode row) {
    String op = row.get("op").asText();
    if (op.equals("rule")) {
      // In words, not in numbers: the test above shows what follows from them.
      assertTrue(row.get("case").asText().contains("paused"));
      return;
    }
    BusinessCalendar calendar = BusinessCalendar.of(edition(row));
    Object expected = OWN_ANSWERS.getOrDefault(row.get("id").asText(), expected(op, row));
    assertEquals(expected, answer(calendar, op, row));
  }

  private static Object answer(BusinessCalendar calendar, String op, JsonNode row) {
    String from = row.get("from").asText();
    return switch (op) {
      case "add" -> calendar.add(at(from), row.get("seconds").asLong() * 1_000);
      case "next_open_or_same" -> calendar.nextOpening(at(from));
      case "next_close" -> calendar.nextClosing(at(from));
      case "previous_close_or_same" -> calendar.previousClosing(at(from));
      case "is_open" -> calendar.isOpen(at(from));
      case "elapsed_seconds" -> calendar.between(at(from), at(row.get("to").asText())) / 1_000;
      case "add_working_days" ->
          calendar.addDays(LocalDate.parse(from), row.get("days").asInt()).orElseThrow();
      case "working_days_between" ->
          (long)
              calendar.daysBetween(LocalDate.parse(from), LocalDate.parse(row.get("to").asText()));
      case "working_days_needed" -> {
        long monday = at("2024-03-04T09:00:00Z");
        long due = calendar.add(monday, row.get("seconds").asLong() * 1_000);
        yield (long) calendar.intervals(monday, due).size();
      }
      case "open_intervals" -> {
        long begin = at(from);
        yield calendar.intervals(begin, begin + 30 * 86_400_000L).stream()
            .limit(row.get("count").asInt())
            .map(stretch -> List.of(stretch.fromMillis(), stretch.untilMillis()))
            .toList();
      }
      default -> throw new IllegalArgumentException("no operation is called " + op);
    };
  }

  private static Object expected(String op, JsonNode row) {
    JsonNode expected = row.get("expected");
    return switch (op) {
      case "is_open" -> expected.asBoolean();
      case "elapsed_seconds", "working_days_between", "working_days_needed" -> expected.asLong();
      case "add_working_days" -> LocalDate.parse(expected.asText());
      case "open_intervals" -> {
        List<List<Long>> pairs = new ArrayList<>();
        expected.forEach(
            pair -> pairs.add(List.of(at(pair.get(0).asText()), at(pair.get(1).asText()))));
        yield pairs;
      }
      default -> at(expected.asText());
    };
  }

  private static Edition edition(JsonNode row) {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      JsonNode intervals = row.get("week").get(day.name().substring(0, 3).toLowerCase(Locale.ROOT));
      if (intervals != null) {
        List<Hours> hours = new ArrayList<>();
        intervals.forEach(pair -> hours.add(new Hours(second(pair.get(0)), second(pair.get(1)))));
        week.put(day, hours);
      }
    }
    List<SpecialDays> holidays = new ArrayList<>();
    row.get("holidays")
        .forEach(day -> holidays.add(SpecialDays.holiday("", LocalDate.parse(day.asText()))));
    return Edition.of(
        ZoneId.of(row.get("tz").asText()),
        List.of(new WeeklyHours(null, null, null, week)),
        holidays);
  }

  private static int second(JsonNode text) {
    return text.asText().equals("24:00") ? 86_400 : LocalTime.parse(text.asText()).toSecondOfDay();
  }

  private static Edition officeHours() {
    List<DayOfWeek> days = List.of(DayOfWeek.values()).subList(0, 5);
    return Edition.of(
        ZoneId.of("UTC"), List.of(WeeklyHours.every(days, Hours.of(9, 17))), List.of());
  }

  private static long at(String text) {
    return text.endsWith("Z")
        ? Instant.parse(text).toEpochMilli()
        : OffsetDateTime.parse(text).toInstant().toEpochMilli();
  }
}
