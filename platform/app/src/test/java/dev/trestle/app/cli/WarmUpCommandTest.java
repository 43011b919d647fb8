package dev.trestle.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WarmUpCommandTest {
  @Test
  void livesThroughAFirstMinuteAndLeavesNothingBehind() throws IOException {
    Set<Path> before = folders();
    assertEquals(0, TrestleCommand.run("warm-up"));
    Set<Path> after = folders();
    after.removeAll(before);
    assertEquals(Set.of(), after);
  }

  private static Set<Path> folders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("trestle-warm-up"))
          .collect(Collectors.toSet());
    }
  }
}
