package dev.trestle.benchmarks.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used since it started, as Linux counts it.
 *
 * @param cpuSeconds user and system time of all its threads
 * @param writtenBytes what it caused to be written to the disk
 */
public record Usage(double cpuSeconds, long writtenBytes) {
  private static final double TICKS_PER_SECOND = 100;

  public static Usage of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      double cpu = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
      long written = 0;
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/io"))) {
        if (line.startsWith("write_bytes: ")) {
          written = Long.parseLong(line.substring(13));
        }
      }
      return new Usage(cpu, written);
    } catch (IOException gone) {
      throw new UncheckedIOException("process " + pid + " cannot be looked at", gone);
    }
  }

  public static Usage ofSelf() {
    return of(ProcessHandle.current().pid());
  }

  public Usage since(Usage earlier) {
    return new Usage(cpuSeconds - earlier.cpuSeconds, writtenBytes - earlier.writtenBytes);
  }

  /** Memory that is resident now. */
  public static long residentBytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException gone) {
      throw new UncheckedIOException("process " + pid + " cannot be looked at", gone);
    }
  }
}
