package dev.trestle.plugins.calendars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.calendars.CalendarRecords.Holiday;
import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holidays of 2023 to 2027 that two other libraries agree on. */
class CollectedHolidaysTest {
  /**
   * Rows that both libraries have and we have not, by place and month and day, with the reason.
   *
   * <p>US,NY 15 February, Susan B. Anthony Day: a day of commemoration (Executive Law 168-a), not a
   * public holiday (General Construction Law 24): offices are open.
   */
  private static final Set<String> COMMEMORATED_ONLY = Set.of("US,NY,02-15");

  /**
   * Places where we have days that neither library has, with the reason.
   *
   * <ul>
   *   <li>AT, IE, ZA: Easter Sunday, for Austria Whit Sunday too; Sundays either way.
   *   <li>BR: carnival, Ash Wednesday, Corpus Christi: days off for federal offices by yearly
   *       decree.
   *   <li>CA,QC: Easter Monday or Good Friday, as the employer chooses (Labour standards, s. 60).
   *   <li>HU: 24 December, a holiday since 2024, and moved rest days before.
   *   <li>KR: days before and after the lunar feasts, which one of the libraries names otherwise.
   *   <li>NL: 5 May, off every five years, in many collective agreements every year.
   *   <li>SE: the eves, which the Annual Leave Act puts on a level with Sundays.
   *   <li>SG: Hari Raya by computation; the gazetted days by sight of the moon stand beside them.
   * </ul>
   */
  private static final Set<String> MORE_DAYS =
      Set.of("AT,", "BR,", "CA,QC", "HU,", "IE,", "KR,", "NL,", "SE,", "SG,", "ZA,");

  @Test
  void areOurHolidays_butForTheListedOnes() throws IOException {
    Map<String, Map<String, String>> places = new TreeMap<>();
    List<String> lines = Files.readAllLines(SharedData.path("calendars/holidays/expected.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", 5);
      places
          .computeIfAbsent(row[0] + "," + row[1], place -> new HashMap<>())
          .merge(row[2], row[3], (one, other) -> one.equals("both") ? one : other);
    }
    int agreed = 0;
    List<String> missing = new ArrayList<>();
    Set<String> excused = new HashSet<>();
    Set<String> more = new TreeSet<>();
    for (Map.Entry<String, Map<String, String>> place : places.entrySet()) {
      Set<String> ours = ours(place.getKey());
      for (Map.Entry<String, String> day : place.getValue().entrySet()) {
        String monthDay = place.getKey() + "," + day.getKey().substring(5);
        if (day.getValue().equals("both") && !ours.contains(day.getKey())) {
          (COMMEMORATED_ONLY.contains(monthDay) ? excused : missing)
              .add(place.getKey() + "," + day.getKey());
        } else if (day.getValue().equals("both")) {
          agreed++;
        }
      }
      ours.removeAll(place.getValue().keySet());
      if (!ours.isEmpty()) {
        more.add(place.getKey());
      }
    }
    System.out.println("holidays agreed on: " + agreed + ", excused: " + excused);
    assertEquals(List.of(), missing);
    assertTrue(agreed > 100 && excused.size() <= 5, "agreed " + agreed + ", excused " + excused);
    more.removeAll(MORE_DAYS);
    assertEquals(Set.of(), more);
  }

  private static Set<String> ours(String place) {
    String[] codes = place.split(",", -1);
    HolidayTable table = HolidayTable.of(codes[0]);
    Set<String> dates = new TreeSet<>();
    if (table != null) {
      for (Holiday day : table.holidays(codes[1].isEmpty() ? null : codes[1], 2023, 2027)) {
        dates.add(day.date().toString());
      }
    }
    return dates;
  }
}
