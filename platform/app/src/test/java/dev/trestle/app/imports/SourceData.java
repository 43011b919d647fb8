package dev.trestle.app.imports;

import static org.junit.jupiter.api.Assertions.fail;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The published logs beside the repository. Where they are absent, their tests say so and rest. */
final class SourceData {
  private SourceData() {}

  static Path folder(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    if (root != null) {
      String told = System.getProperty("trestle.shared");
      Path shared = told == null ? root.resolve("../shared") : Path.of(told);
      Path found = shared.resolve("data/itsm").resolve(name).normalize();
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    String reason = "The log " + name + " is not beside this repository (../shared/data/itsm).";
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    System.out.println("Skipped: " + reason);
    Assumptions.abort(reason);
    throw new IllegalStateException(reason);
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
