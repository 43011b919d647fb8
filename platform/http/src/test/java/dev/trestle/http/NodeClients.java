package dev.trestle.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the scripts of {@code src/test/js} with the real npm clients, installed once into {@code
 * target/js} from the lock file. Without node the tests are skipped, and say so, except where
 * {@code CI=true}.
 */
final class NodeClients {
  private static final Path SOURCE = Path.of("src/test/js");
  private static final Path HOME = Path.of("target/js");

  private NodeClients() {}

  /** Runs one script and answers what it printed; fails when it fails. */
  static String run(String script, String... arguments) {
    install();
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  private static synchronized void install() {
    if (!onPath("node") || !onPath("npm")) {
      String reason = "node and npm are needed to run the npm clients, and are not on the PATH";
      System.out.println("skipped: " + reason);
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      abort(reason);
    }
    try {
      Files.createDirectories(HOME);
      Path marker = HOME.resolve("installed-lock.json");
      Path lock = SOURCE.resolve("package-lock.json");
      try (var files = Files.list(SOURCE)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, HOME.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (!Files.exists(marker) || Files.mismatch(marker, lock) >= 0) {
        execute(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        Files.copy(lock, marker, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static boolean onPath(String program) {
    String path = System.getenv("PATH");
    if (path == null) {
      return false;
    }
    for (String directory : path.split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  private static String execute(List<String> command) {
    try {
      Path output = Files.createTempFile(HOME, "output", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(HOME.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      assertEquals(0, ended ? process.exitValue() : -1, String.join(" ", command) + "\n" + printed);
      System.out.print(printed);
      return printed;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
