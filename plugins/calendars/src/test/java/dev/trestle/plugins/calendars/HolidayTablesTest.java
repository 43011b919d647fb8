package dev.trestle.plugins.calendars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The tables are what Jollyday computes. With {@code -Dtrestle.holidays.write=true -Plong} they are
 * written anew, after another version of it was taken in; then read what changed.
 */
class HolidayTablesTest {
  private static final Path FOLDER = Path.of("src/main/resources/holidays");

  /** The long suite looks at all countries, the usual one at some. */
  private static final int EVERY = 12;

  @Test
  void holdWhatJollydayComputes_forSomeCountries() throws IOException {
    List<String> countries = JollydayTables.countries();
    assertTrue(countries.size() > 100, "countries: " + countries.size());
    for (int i = 0; i < countries.size(); i += EVERY) {
      check(countries.get(i), JollydayTables.table(countries.get(i)));
    }
  }

  @Test
  @Tag("long")
  void holdWhatJollydayComputes() throws IOException {
    List<String> countries = JollydayTables.countries();
    List<String> written = new ArrayList<>();
    for (String country : countries) {
      List<String> table = JollydayTables.table(country);
      if (table.isEmpty()) {
        continue;
      }
      written.add(country);
      if (Boolean.getBoolean("trestle.holidays.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file(country), String.join("\n", table) + "\n");
      }
      check(country, table);
    }
    if (Boolean.getBoolean("trestle.holidays.write")) {
      Files.writeString(FOLDER.resolve("countries.txt"), String.join("\n", written) + "\n");
    }
    // Those that only public law told us of come on top.
    assertTrue(HolidayTable.countries().containsAll(written));
  }

  private static void check(String country, List<String> table) throws IOException {
    List<String> kept = Files.exists(file(country)) ? Files.readAllLines(file(country)) : List.of();
    assertEquals(table, kept, country);
  }

  private static Path file(String country) {
    return FOLDER.resolve(country + ".tsv");
  }
}
