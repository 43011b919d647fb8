package dev.trestle.plugins.calendars.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recurrences that other implementations have computed. */
class CollectedRecurrencesTest {
  private static final ZoneId ZONE = ZoneOffset.UTC;

  /**
   * Events of libical's that we count differently, by line, with the reason.
   *
   * <ul>
   *   <li>January for 3 years: the rule ends at 09:00 UTC on the day whose event is at 09:00 in Los
   *       Angeles, which is later; libical compares the digits and counts it.
   *   <li>Every other week, and Friday the 13th: the event begins on a day that its rule does not
   *       name. That begin happens, too (RFC 5545, 3.8.5.3), which libical leaves out.
   * </ul>
   */
  private static final List<String> COUNTED_OTHERWISE =
      List.of(
          "Everyday in January, for 3 years: 92, not 93",
          "Every other week on Monday, Wednesday and Friday until December24,1997, but starting on"
              + " Tuesday, September 2, 1997: 25, not 24",
          "Every Friday the 13th, forever: 11, not 10");

  /**
   * Old files of KOrganizer, whose first versions left out a begin that the rule does not name:
   * kcalendarcore reads files of that program in its own way, and no others.
   */
  private static final List<String> READ_OTHERWISE =
      List.of("KOrganizer_3.4/KOrganizer_Test01.ics", "KOrganizer_3.4/KOrganizer_Test13.ics");

  @Test
  void libicalCountsTheSame() throws IOException {
    String text = Files.readString(SharedData.path("calendars/ical/libical/recur.txt"));
    List<String> expected =
        Files.readAllLines(SharedData.path("calendars/ical/libical/recur.expected.csv"));
    List<Event> events = Feed.events("BEGIN:VCALENDAR\n" + text.replace("\n ", ""), ZONE);
    List<String> different = new ArrayList<>();
    int same = 0;
    for (Event event : events) {
      String wanted = event.text("X-EXPECT-NUMEVENTS");
      if (!wanted.isEmpty()) {
        int found = event.occurrences(Instant.parse("2038-01-01T00:00:00Z")).size();
        if (found == Integer.parseInt(wanted)) {
          same++;
        } else {
          different.add(event.text("DESCRIPTION") + " " + found + ", not " + wanted);
        }
      }
    }
    System.out.println("libical: same " + same + " of " + (expected.size() - 1));
    assertTrue(same > 0 && same + different.size() == expected.size() - 1, "same: " + same);
    different.removeAll(COUNTED_OTHERWISE);
    assertEquals(List.of(), different);
  }

  @Test
  void kcalendarcoreRecursOnTheSameDates() throws IOException {
    TreeMap<String, String> different = new TreeMap<>();
    int same = 0;
    Path root = SharedData.path("calendars/ical/kcalendarcore/RecurrenceRule");
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(file -> file.toString().endsWith(".ics.recurson.ref")).sorted().toList();
    }
    for (Path file : files) {
      Path source = Path.of(file.toString().replace(".recurson.ref", ""));
      List<String> wanted = lines(file);
      Instant horizon =
          wanted.isEmpty()
              ? Instant.parse("2038-01-01T00:00:00Z")
              : LocalDate.parse(wanted.getLast()).plusDays(2).atStartOfDay(ZONE).toInstant();
      List<String> found = dates(Files.readString(source, StandardCharsets.ISO_8859_1), horizon);
      String difference = difference(wanted, found);
      if (difference == null) {
        same++;
      } else {
        different.put(root.relativize(source).toString(), difference);
      }
    }
    System.out.println("kcalendarcore: same " + same + " of " + files.size());
    different.forEach((name, difference) -> System.out.println(name + ": " + difference));
    assertTrue(same > 0);
    different.keySet().removeAll(READ_OTHERWISE);
    assertEquals(new TreeMap<>(), different);
  }

  private static String difference(List<String> wanted, List<String> found) {
    for (int i = 0; i < wanted.size(); i++) {
      if (i >= found.size()) {
        return "ends after " + found.size() + " of " + wanted.size();
      }
      if (!wanted.get(i).equals(found.get(i))) {
        return "at " + i + " " + wanted.get(i) + " but " + found.get(i);
      }
    }
    return null;
  }

  private static List<String> dates(String text, Instant horizon) {
    TreeSet<String> dates = new TreeSet<>();
    for (Event event : Feed.events(text, ZONE)) {
      for (LocalDateTime each : event.occurrences(horizon)) {
        dates.add(each.toLocalDate().toString());
      }
    }
    return new ArrayList<>(dates);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
