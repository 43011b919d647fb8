package dev.trestle.app.browser;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the scripts of {@code src/test/js}, whose packages are installed once into {@code target/js}
 * from the lock file.
 */
final class NodeScript {
  private static final Path SOURCE = Path.of("src/test/js");
  private static final Path HOME = Path.of("target/js");
  private static final List<String> CHROMIUM = List.of("chromium", "chromium-browser");
  // Generous: it tells "hangs" from "ends", not fast from slow.
  private static final int PATIENCE_SECONDS = 400;

  private NodeScript() {}

  /** Where the browser is. Without it the test is skipped, and says so, except where CI=true. */
  static Path chromium() {
    return CHROMIUM.stream()
        .flatMap(name -> onPath(name).stream())
        .findFirst()
        .orElseThrow(() -> missing("a Chromium is needed to look at the pages"));
  }

  /** Runs one script and answers what it printed; fails when it fails. */
  static String run(String script, String... arguments) throws IOException {
    install();
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  private static void install() throws IOException {
    if (onPath("node").isEmpty() || onPath("npm").isEmpty()) {
      throw missing("node and npm are needed to drive the browser");
    }
    Files.createDirectories(HOME);
    // Another process may run another class's scripts at the same time.
    try (FileChannel turn = FileChannel.open(HOME.resolve(".turn"), CREATE, WRITE);
        FileLock _ = turn.lock()) {
      installInTurn();
    }
  }

  private static void installInTurn() throws IOException {
    Path marker = HOME.resolve("installed-lock.json");
    Path lock = SOURCE.resolve("package-lock.json");
    try (var files = Files.list(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = HOME.resolve(file.getFileName());
        if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    if (!Files.exists(marker) || Files.mismatch(marker, lock) >= 0) {
      execute(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
      Files.copy(lock, marker, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Skips, or fails; never answers. */
  private static AssertionError missing(String need) {
    String reason = need + ", and the PATH has none";
    System.out.println("skipped: " + reason);
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    abort(reason);
    return new AssertionError(reason);
  }

  private static Optional<Path> onPath(String program) {
    String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (String directory : path.split(File.pathSeparator)) {
      Path candidate = Path.of(directory, program);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static String execute(List<String> command) throws IOException {
    Path output = Files.createTempFile(HOME, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended;
    try {
      ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    assertEquals(0, ended ? process.exitValue() : -1, String.join(" ", command) + "\n" + printed);
    System.out.print(printed);
    return printed;
  }
}
