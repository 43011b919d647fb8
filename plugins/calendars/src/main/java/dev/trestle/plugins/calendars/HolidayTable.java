package dev.trestle.plugins.calendars;

import dev.trestle.plugins.calendars.CalendarRecords.Holiday;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The public holidays of one country, read from the plugin's own tables. Those are computed with
 * Jollyday when a new version of it is taken in, not on a running desk: its holidays are rules in
 * XML files, found and read with more abilities than a plugin should ask for.
 *
 * <p>A line of a table has three parts behind tabs: the subdivisions whose holiday it is, none for
 * all of the country; the name; and the dates, either one month and day for all years, such as
 * {@code 0501}, or those of each year by commas, where a year may have none, or several joined by
 * {@code +}. What Jollyday lacks stands in a table of its own, with the law it is from, and dates
 * that may name their years. A line without dates there takes away what Jollyday has by mistake.
 */
final class HolidayTable {
  static final int FIRST_YEAR = 2010;
  static final int LAST_YEAR = 2050;

  private static final String FOLDER = "/holidays/";
  private static final int MONTH_FACTOR = 100;
  private static final int WITH_YEAR = 8;

  private final List<Row> rows;

  private record Row(Set<String> subdivisions, String name, String dates) {
    static Row of(String line) {
      String[] parts = line.split("\t", -1);
      return new Row(new LinkedHashSet<>(parts(parts[0], ",")), parts[1], parts[2]);
    }

    boolean isOf(@Nullable String subdivision) {
      return subdivisions.isEmpty() || (subdivision != null && subdivisions.contains(subdivision));
    }

    List<LocalDate> between(int fromYear, int untilYear) {
      List<LocalDate> found = new ArrayList<>();
      List<String> first = parts(dates, "\\+");
      if (first.getFirst().length() == WITH_YEAR) {
        for (String date : first) {
          LocalDate day = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE);
          if (day.getYear() >= fromYear && day.getYear() <= untilYear) {
            found.add(day);
          }
        }
        return found;
      }
      String[] years = dates.split(",", -1);
      int last = Math.min(untilYear, LAST_YEAR);
      for (int year = Math.max(fromYear, FIRST_YEAR); year <= last; year++) {
        for (String date : parts(years.length == 1 ? dates : years[year - FIRST_YEAR], "\\+")) {
          int monthDay = Integer.parseInt(date);
          found.add(LocalDate.of(year, monthDay / MONTH_FACTOR, monthDay % MONTH_FACTOR));
        }
      }
      return found;
    }

    private static List<String> parts(String text, String by) {
      return text.isEmpty() ? List.of() : List.of(text.split(by));
    }
  }

  private HolidayTable(List<Row> rows) {
    this.rows = rows;
  }

  /** The table of a country by its ISO 3166 code; null when there is none. */
  static @Nullable HolidayTable of(String country) {
    if (!country.matches("[A-Z]{2,4}")) {
      return null;
    }
    List<Row> rows = new ArrayList<>();
    for (String line : lines(FOLDER + country + ".tsv")) {
      rows.add(Row.of(line));
    }
    for (String line : lines(FOLDER + "more.tsv")) {
      if (line.startsWith(country + "\t")) {
        Row more = Row.of(line.substring(country.length() + 1));
        rows.removeIf(row -> row.name().equals(more.name()));
        if (!more.dates().isEmpty()) {
          rows.add(more);
        }
      }
    }
    return rows.isEmpty() ? null : new HolidayTable(rows);
  }

  /** The codes of all countries that there are tables of. */
  static List<String> countries() {
    Set<String> codes = new TreeSet<>(lines(FOLDER + "countries.txt"));
    for (String line : lines(FOLDER + "more.tsv")) {
      codes.add(line.substring(0, line.indexOf('\t')));
    }
    return List.copyOf(codes);
  }

  /** The codes of the parts of the country that have holidays of their own. */
  Set<String> subdivisions() {
    Set<String> all = new TreeSet<>();
    rows.forEach(row -> all.addAll(row.subdivisions()));
    return all;
  }

  /**
   * The holidays of a range of years, by date.
   *
   * @param subdivision null for those that all of the country has
   */
  List<Holiday> holidays(@Nullable String subdivision, int fromYear, int untilYear) {
    SortedMap<LocalDate, Holiday> holidays = new TreeMap<>();
    for (Row row : rows) {
      if (row.isOf(subdivision)) {
        for (LocalDate date : row.between(fromYear, untilYear)) {
          // Two names of one date are one closed day: that of the tables goes first.
          holidays.putIfAbsent(date, new Holiday(date, row.name()));
        }
      }
    }
    return List.copyOf(holidays.values());
  }

  private static List<String> lines(String resource) {
    try (InputStream in = HolidayTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        return List.of();
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
