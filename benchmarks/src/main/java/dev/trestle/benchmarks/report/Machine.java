package dev.trestle.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The machine of a measurement, and how busy it was with other things. */
public final class Machine {
  private Machine() {}

  public static String line() {
    try {
      String memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", "");
      String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
      return "%s, %d cores (%s), %d GiB, Linux %s, JDK %s, load average %s at the start"
          .formatted(
              DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'")
                  .format(ZonedDateTime.now(Clock.systemUTC()).withZoneSameInstant(ZoneOffset.UTC)),
              Runtime.getRuntime().availableProcessors(),
              model(),
              Math.round(Long.parseLong(memory) / 1024.0 / 1024.0),
              System.getProperty("os.version"),
              Runtime.version(),
              load);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("/proc cannot be read", unreadable);
    }
  }

  private static String model() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
      if (line.startsWith("model name")) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "unknown model";
  }
}
