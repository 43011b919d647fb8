package dev.trestle.app.cli;

import dev.trestle.app.desk.DeskSettings;
import dev.trestle.app.desk.RunningDesk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Starts a desk on a folder of its own until its first answer, so that the Java which runs it can
 * write down what a start needs: {@code java -XX:AOTCacheOutput=trestle.aot -jar trestle.jar
 * warm-up}. What only later requests need is left out: Java makes every class of its cache ready at
 * each start, and a search alone would add a thousand.
 */
@Command(
    name = "warm-up",
    description = "Start a desk on a temporary folder twice, ask it something, and stop.",
    hidden = true,
    mixinStandardHelpOptions = true)
public final class WarmUpCommand implements Callable<Integer> {
  private static final String EMAIL = "warm@up.example";
  private static final String PASSWORD = "only-for-a-moment-on-this-machine";
  private static final String QUESTION = "{\"query\":\"{ __typename viewer { name } }\"}";

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
      // The second start finds the log, the graph and the index there, as most starts do.
      for (int start = 0; start < 2; start++) {
        try (RunningDesk desk = RunningDesk.start(settings)) {
          ask(desk.port());
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static void ask(int port) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + port + "/graphql").toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.getOutputStream().write(QUESTION.getBytes(StandardCharsets.UTF_8));
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException("The desk answered with " + connection.getResponseCode() + ".");
    }
    try (InputStream in = connection.getInputStream()) {
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (answer.contains("\"errors\":")) {
        throw new IOException("The desk refused to answer: " + answer);
      }
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
