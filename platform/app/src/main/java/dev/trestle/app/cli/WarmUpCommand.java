package dev.trestle.app.cli;

import dev.trestle.app.desk.DeskSettings;
import dev.trestle.app.desk.RunningDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Lives through a desk's first minute on a folder of its own, so that the Java which runs it can
 * write down what a start needs: {@code java -XX:AOTCacheOutput=trestle.aot -jar trestle.jar
 * warm-up}.
 */
@Command(
    name = "warm-up",
    description = "Start a desk on a temporary folder, ask it a few things, and stop.",
    hidden = true,
    mixinStandardHelpOptions = true)
public final class WarmUpCommand implements Callable<Integer> {
  private static final String EMAIL = "warm@up.example";
  private static final String PASSWORD = "only-for-a-moment-on-this-machine";

  @Override
  public Integer call() throws IOException {
    liveIn(Files.createTempDirectory("trestle-warm-up"));
    return 0;
  }

  /** Lives in this folder, and removes it. */
  static void liveIn(Path folder) throws IOException {
    try {
      DeskSettings settings =
          DeskSettings.read(
              Map.of(
                  "data",
                  folder.toString(),
                  "server.host",
                  "127.0.0.1",
                  "server.port",
                  "0",
                  "admin.email",
                  EMAIL,
                  "admin.password",
                  PASSWORD),
              Map.of(),
              null);
      try (RunningDesk desk = RunningDesk.start(settings)) {
        new FirstMinute(desk.port()).live(EMAIL, PASSWORD);
      }
      // A second start finds the log, the graph and the index there, as most starts do.
      try (RunningDesk desk = RunningDesk.start(settings)) {
        new FirstMinute(desk.port()).ask("{ __typename viewer { name } }", "{}");
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted((a, b) -> b.compareTo(a)).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }
}
