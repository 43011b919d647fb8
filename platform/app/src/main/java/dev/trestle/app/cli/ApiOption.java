package dev.trestle.app.cli;

import dev.trestle.app.client.Answer;
import dev.trestle.app.client.CallFailed;
import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.client.HttpCaller;
import dev.trestle.app.desk.DataFolderTaken;
import dev.trestle.app.desk.RunningDesk;
import dev.trestle.app.operate.OfflineDesk;
import dev.trestle.app.problem.OperatorProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which desk a command talks to: a running one over HTTP, or the one in a folder nobody serves. */
public final class ApiOption {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A running desk, such as http://127.0.0.1:8080. Without it the desk in the data folder"
              + " is opened, which no server may be using.")
  private @Nullable URI url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "An API token (trt_...) for the running desk. Default: TRESTLE_TOKEN, which keeps it out"
              + " of the list of processes.")
  private @Nullable String token;

  /** Reaches the desk; there must be one. */
  GraphQlCaller open() throws IOException {
    if (url == null && !Files.isDirectory(data.folder())) {
      throw notSetUp(data.folder());
    }
    return open(desk -> {
      desk.close();
      throw notSetUp(data.folder());
    });
  }

  /**
   * Reaches the desk, and makes one where the folder holds none.
   *
   * @param made told how to sign in to a desk that was made
   */
  GraphQlCaller openOrSetUp(Consumer<RunningDesk.FirstSignIn> made) throws IOException {
    return open(desk -> made.accept(desk.setUp(data.settings())));
  }

  /** What to do with a folder in which no desk was set up yet. */
  private interface Fresh {
    void handle(OfflineDesk desk) throws IOException;
  }

  private GraphQlCaller open(Fresh fresh) throws IOException {
    if (url != null) {
      String bearer = token != null ? token : System.getenv("TRESTLE_TOKEN");
      return new HttpCaller(url, bearer, FIRST_PAUSE);
    }
    Path folder = data.folder();
    try {
      OfflineDesk desk = OfflineDesk.open(folder);
      if (!desk.isSetUp()) {
        fresh.handle(desk);
      }
      return new Offline(desk, desk.api());
    } catch (DataFolderTaken running) {
      throw new OperatorProblem(
          "A running desk is using "
              + folder
              + ". Talk to it with --url http://127.0.0.1:8080 and --token, or stop it first.",
          running);
    }
  }

  private static OperatorProblem notSetUp(Path folder) {
    return new OperatorProblem(
        "There is no desk in "
            + folder
            + " yet. Start one there with \"serve\" first, or name another folder with --data.");
  }

  private record Offline(OfflineDesk desk, GraphQlCaller api) implements GraphQlCaller {
    @Override
    public Answer call(String document, Map<String, @Nullable Object> variables) throws CallFailed {
      return api.call(document, variables);
    }

    @Override
    public void close() throws CallFailed {
      try {
        desk.close();
      } catch (IOException trouble) {
        throw new CallFailed("The desk could not be closed in good order: " + trouble, trouble);
      }
    }
  }
}
