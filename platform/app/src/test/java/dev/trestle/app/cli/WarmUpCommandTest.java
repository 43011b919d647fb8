package dev.trestle.app.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmUpCommandTest {
  @Test
  void answersAfterBothStartsAndLeavesNothingBehind(@TempDir Path parent) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("desk"));
    WarmUpCommand.liveIn(folder);
    assertFalse(Files.exists(folder));
  }
}
