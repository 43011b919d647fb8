package dev.trestle.plugins.calendars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The tables are what Jollyday computes. With {@code -Dtrestle.holidays.write=true} they are
 * written anew, after another version of it was taken in; then read what changed.
 */
class HolidayTablesTest {
  private static final Path FOLDER = Path.of("src/main/resources/holidays");

  @Test
  void holdWhatJollydayComputes() throws IOException {
    List<String> countries = JollydayTables.countries();
    assertTrue(countries.size() > 100, "countries: " + countries.size());
    List<String> written = new ArrayList<>();
    for (String country : countries) {
      List<String> table = JollydayTables.table(country);
      if (table.isEmpty()) {
        continue;
      }
      written.add(country);
      Path file = FOLDER.resolve(country + ".tsv");
      if (Boolean.getBoolean("trestle.holidays.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, String.join("\n", table) + "\n");
      }
      assertEquals(table, Files.readAllLines(file), country);
    }
    if (Boolean.getBoolean("trestle.holidays.write")) {
      Files.writeString(FOLDER.resolve("countries.txt"), String.join("\n", written) + "\n");
    }
    assertEquals(written, HolidayTable.countries());
  }
}
