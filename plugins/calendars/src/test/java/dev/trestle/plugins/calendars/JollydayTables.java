package dev.trestle.plugins.calendars;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes Jollyday's public holidays as the tables that the plugin reads. */
final class JollydayTables {
  private static final int FIRST = HolidayTable.FIRST_YEAR;
  private static final int YEARS = HolidayTable.LAST_YEAR - FIRST + 1;

  private JollydayTables() {}

  /** The codes of countries, without those of stock exchanges and other calendars. */
  static List<String> countries() {
    return HolidayManager.getSupportedCalendarCodes().stream()
        .map(code -> code.toUpperCase(Locale.ROOT))
        .filter(code -> code.matches("[A-Z]{2}"))
        .sorted()
        .toList();
  }

  /** The lines of a country's table. */
  static List<String> table(String country) {
    HolidayManager manager =
        HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
    SequencedMap<String, List<TreeSet<LocalDate>>> national = byName(manager);
    // The dates of a name, and the parts of the country that have it on exactly these dates.
    Map<String, TreeSet<String>> lines = new TreeMap<>();
    national.forEach((name, years) -> lines.put(name + "\t" + dates(years), new TreeSet<>()));
    List<String[]> parts = new ArrayList<>();
    collect(manager.getCalendarHierarchy(), new String[0], parts);
    for (String[] part : parts) {
      byName(manager, part)
          .forEach((name, years) -> {
            List<TreeSet<LocalDate>> everywhere = national.get(name);
            List<TreeSet<LocalDate>> own = new ArrayList<>();
            for (int i = 0; i < YEARS; i++) {
              TreeSet<LocalDate> dates = new TreeSet<>(years.get(i));
              if (everywhere != null) {
                dates.removeAll(everywhere.get(i));
              }
              own.add(dates);
            }
            if (own.stream().anyMatch(dates -> !dates.isEmpty())) {
              lines
                  .computeIfAbsent(name + "\t" + dates(own), line -> new TreeSet<>())
                  .add(String.join("-", part).toUpperCase(Locale.ROOT));
            }
          });
    }
    List<String> table = new ArrayList<>();
    lines.forEach((line, subdivisions) -> table.add(String.join(",", subdivisions) + "\t" + line));
    return table;
  }

  private static void collect(CalendarHierarchy place, String[] path, List<String[]> all) {
    for (Map.Entry<String, CalendarHierarchy> child :
        new TreeMap<>(place.getChildren()).entrySet()) {
      String[] longer = java.util.Arrays.copyOf(path, path.length + 1);
      longer[path.length] = child.getKey();
      all.add(longer);
      collect(child.getValue(), longer, all);
    }
  }

  private static SequencedMap<String, List<TreeSet<LocalDate>>> byName(
      HolidayManager manager, String... part) {
    SequencedMap<String, List<TreeSet<LocalDate>>> names = new LinkedHashMap<>();
    for (int i = 0; i < YEARS; i++) {
      for (Holiday holiday : manager.getHolidays(Year.of(FIRST + i), part)) {
        if (holiday.getType() == HolidayType.PUBLIC_HOLIDAY) {
          names
              .computeIfAbsent(
                  holiday.getDescription(Locale.ENGLISH).strip(),
                  name -> {
                    List<TreeSet<LocalDate>> years = new ArrayList<>();
                    for (int year = 0; year < YEARS; year++) {
                      years.add(new TreeSet<>());
                    }
                    return years;
                  })
              .get(i)
              .add(holiday.getDate());
        }
      }
    }
    return names;
  }

  private static String dates(List<TreeSet<LocalDate>> years) {
    List<String> texts = new ArrayList<>();
    for (TreeSet<LocalDate> dates : years) {
      texts.add(
          String.join(
              "+",
              dates.stream()
                  .map(date -> "%02d%02d".formatted(date.getMonthValue(), date.getDayOfMonth()))
                  .toList()));
    }
    return texts.stream().distinct().count() == 1 ? texts.getFirst() : String.join(",", texts);
  }
}
