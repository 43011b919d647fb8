package dev.trestle.testdata;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the scripts of a module's {@code src/test/js}, whose packages are installed once into {@code
 * target/js} from the lock file. Without Node.js the tests are skipped, and say so, except where
 * {@code CI=true}.
 */
public final class NodeScript {
  private static final Path SOURCE = Path.of("src/test/js");
  private static final Path HOME = Path.of("target/js");

  private NodeScript() {}

  /** Runs one script and answers what it printed; fails when it fails. */
  public static String run(String script, String... arguments) {
    if (Program.onPath("node").isEmpty() || Program.onPath("npm").isEmpty()) {
      throw Program.missing("node and npm are needed to run " + script);
    }
    install();
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    String printed = Program.run(HOME, command);
    System.out.print(printed);
    return printed;
  }

  private static void install() {
    try {
      Files.createDirectories(HOME);
      // Another process may run another class's scripts at the same time.
      try (FileChannel turn = FileChannel.open(HOME.resolve(".turn"), CREATE, WRITE);
          FileLock _ = turn.lock()) {
        installInTurn();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
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
      Program.run(HOME, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
      Files.copy(lock, marker, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
