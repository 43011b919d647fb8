package dev.trestle.app.cli.plugin;

import dev.trestle.app.client.HttpCaller;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A running desk, and who asks it. */
public final class DeskOption {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "A running desk. Default: ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "A token of an administrator. Default: TRESTLE_TOKEN, which keeps it out of the list of"
              + " processes.")
  private @Nullable String token;

  HttpCaller open() {
    return new HttpCaller(url, token != null ? token : System.getenv("TRESTLE_TOKEN"), FIRST_PAUSE);
  }
}
