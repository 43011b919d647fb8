package dev.trestle.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Test data that lies beside the repository, in {@code ../shared/data}, and not in it. Another
 * place is named by the system property {@code trestle.shared}.
 */
public final class SharedData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SharedData() {}

  /**
   * The file or folder; without it the test is skipped with a printed reason, and fails where the
   * environment says {@code CI=true}.
   *
   * @param path below {@code data}
   */
  public static Path path(String path) {
    Path found = root().resolve("data").resolve(path).normalize();
    if (Files.exists(found)) {
      return found;
    }
    String reason = path + " is not beside this repository (../shared/data).";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason);
    }
    System.out.println("Skipped: " + reason);
    return Assumptions.abort(reason);
  }

  private static Path root() {
    String told = System.getProperty("trestle.shared");
    if (told != null) {
      return Path.of(told);
    }
    Path repository = Path.of("").toAbsolutePath();
    while (repository.getParent() != null && !Files.exists(repository.resolve("mvnw"))) {
      repository = repository.getParent();
    }
    return repository.resolve("../shared");
  }

  /** The objects of a file with one JSON object a line. */
  public static List<JsonNode> json(String path) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(path(path))) {
      if (!line.isBlank()) {
        rows.add(JSON.readTree(line));
      }
    }
    return rows;
  }
}
