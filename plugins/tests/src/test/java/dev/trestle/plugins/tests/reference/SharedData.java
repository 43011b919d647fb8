package dev.trestle.plugins.tests.reference;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Test data that lies beside the repository and not in it. */
public final class SharedData {
  private SharedData() {}

  /** The file; without it the test is skipped with a reason, and fails where CI is true. */
  public static Path file(String path) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    if (root != null) {
      String told = System.getProperty("trestle.shared");
      Path shared = told == null ? root.resolve("../shared") : Path.of(told);
      Path found = shared.resolve("data").resolve(path).normalize();
      if (Files.exists(found)) {
        return found;
      }
    }
    String reason = "The file " + path + " is not beside this repository (../shared/data).";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason);
    }
    System.out.println("Skipped: " + reason);
    Assumptions.abort(reason);
    throw new IllegalStateException(reason);
  }
}
