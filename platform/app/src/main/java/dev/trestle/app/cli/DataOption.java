package dev.trestle.app.cli;

import dev.trestle.app.desk.DeskSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options every command on a data folder has. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The desk's data folder. Default: ./data, or TRESTLE_DATA.")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file of settings. Default: ./trestle.yaml where it exists.")
  private @Nullable Path config;

  void addTo(Map<String, String> flags) {
    if (data != null) {
      flags.put("data", data.toString());
    }
  }

  @Nullable Path config() {
    return config;
  }

  /** The data folder, from the flag, the environment, the file or the default. */
  public Path folder() {
    return settings().data();
  }

  /** All settings, from the same places. */
  DeskSettings settings() {
    Map<String, String> flags = new LinkedHashMap<>();
    addTo(flags);
    return DeskSettings.read(flags, System.getenv(), config);
  }
}
