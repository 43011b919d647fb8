package dev.trestle.app.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds after a full collection, as Linux and its Java count it.
 *
 * @param heapKib in use
 * @param metaspaceKib in use
 * @param threads of the platform; virtual ones are on the heap
 * @param openFiles sockets included
 */
record ProcessFigures(long heapKib, long metaspaceKib, int threads, int openFiles) {
  private static final Pattern HEAP = Pattern.compile("total[^\\n]*?used (\\d+)K");
  private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");

  static ProcessFigures of(long pid) {
    collect(pid);
    return new ProcessFigures(
        number(HEAP, jcmd(pid, "GC.heap_info")),
        number(METASPACE, jcmd(pid, "VM.metaspace", "basic")),
        threads(pid),
        openFiles(pid));
  }

  /** Has the process collect all it can. */
  static void collect(long pid) {
    jcmd(pid, "GC.run");
  }

  private static long number(Pattern pattern, String text) {
    List<Long> found =
        pattern.matcher(text).results().map(each -> Long.valueOf(each.group(1))).toList();
    if (found.isEmpty()) {
      throw new AssertionError(text);
    }
    return found.stream().mapToLong(Long::longValue).sum();
  }

  private static int threads(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("Threads:"))
          .mapToInt(line -> Integer.parseInt(line.substring(8).strip()))
          .findFirst()
          .orElseThrow();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static int openFiles(long pid) {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return (int) open.count();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static String jcmd(long pid, String... what) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(String.valueOf(pid));
    command.addAll(List.of(what));
    try {
      Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
