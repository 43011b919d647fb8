package dev.trestle.testdata;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine on which the tests run. */
public final class Program {
  // Generous: it tells "hangs" from "ends", not fast from slow.
  private static final Duration PATIENCE = Duration.ofSeconds(400);

  private Program() {}

  /** Where a program lies; empty when the PATH has none of this name. */
  public static Optional<Path> onPath(String name) {
    String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (String directory : path.split(File.pathSeparator)) {
      Path candidate = Path.of(directory, name);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * Skips the test with a printed reason, and fails it where the environment says {@code CI=true}.
   *
   * @return never
   */
  public static AssertionError missing(String need) {
    String reason = need + ", and the PATH has none.";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason);
    }
    System.out.println("Skipped: " + reason);
    return Assumptions.abort(reason);
  }

  /** Runs a command to its end, which must be a good one, and answers what it printed. */
  public static String run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = ended(process);
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        String end = ended ? "ends with " + process.exitValue() : "goes on after " + PATIENCE;
        throw new AssertionError(String.join(" ", command) + " " + end + ":\n" + printed);
      }
      return printed;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was stopped", stopped);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
