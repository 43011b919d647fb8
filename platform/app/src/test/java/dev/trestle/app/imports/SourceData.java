package dev.trestle.app.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The published logs beside the repository. Where they are absent, their tests say so and rest. */
final class SourceData {
  private SourceData() {}

  static Path folder(String name) {
    return SharedData.path("itsm/" + name);
  }

  /** The expected rows by the value of their key column. */
  static Map<String, NamedCsvRecord> expected(Path file, String keyColumn) throws IOException {
    Map<String, NamedCsvRecord> rows = new LinkedHashMap<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        CsvReader<NamedCsvRecord> reader =
            CsvReader.builder().ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
      for (NamedCsvRecord row : reader) {
        rows.put(row.getField(keyColumn), row);
      }
    }
    return rows;
  }
}
