package dev.trestle.store.graph;

import com.sun.management.OperatingSystemMXBean;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.graph.DirtyPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Prints what the graph of pages costs. Arguments: {@code write DIR RECORDS}, then in a process of
 * its own {@code load DIR}; {@code dirty DIR RECORDS} writes and measures checkpoints.
 */
public final class GraphBenchmark {
  private static final int RECORD_BYTES = 250;
  private static final int PAGE_RECORDS = 32;
  private static final byte[] HASH = new byte[32];

  private GraphBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[1]);
    switch (args[0]) {
      case "write" -> write(directory, Integer.parseInt(args[2])).close();
      case "load" -> load(directory);
      case "dirty" -> dirty(directory, Integer.parseInt(args[2]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static PageGraph write(Path directory, int records) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    List<DirtyPage> pages = new ArrayList<>();
    for (int i = 0; i < (records + PAGE_RECORDS - 1) / PAGE_RECORDS; i++) {
      pages.add(page(i, random));
    }
    PageGraph graph = PageGraph.open(directory);
    Meter meter = new Meter(directory);
    graph.checkpoint(1, HASH, Document.empty(), pages);
    meter.print("first checkpoint of " + records + " records, " + pages.size() + " pages");
    return graph;
  }

  private static void load(Path directory) throws IOException {
    Meter meter = new Meter(directory);
    PageGraph graph = PageGraph.open(directory);
    meter.print("open");
    long[] sum = new long[1];
    graph.load((table, index, page) -> sum[0] += page.length);
    meter.print("open and load " + sum[0] + " bytes");
    System.gc();
    System.out.printf("heap after collection %d KB, direct %d KB%n", heap() >> 10, direct() >> 10);
    graph.close();
    meter.print("closed");
  }

  private static void dirty(Path directory, int records) throws IOException {
    try (PageGraph graph = write(directory, records)) {
      SplittableRandom random = new SplittableRandom(2);
      int count = (records + PAGE_RECORDS - 1) / PAGE_RECORDS;
      int sequence = 1;
      for (int round = 0; round < 3; round++) {
        for (int dirty : new int[] {1, 100, 10_000}) {
          TreeSet<Integer> chosen = new TreeSet<>();
          while (chosen.size() < Math.min(dirty, count)) {
            chosen.add(random.nextInt(count));
          }
          List<DirtyPage> pages = new ArrayList<>();
          chosen.forEach(index -> pages.add(page(index, random)));
          Meter meter = new Meter(directory);
          int forces = graph.forces();
          graph.checkpoint(++sequence, HASH, Document.empty(), pages);
          meter.print(
              "checkpoint of %d pages among %d, %d forces"
                  .formatted(pages.size(), count, graph.forces() - forces));
        }
      }
      graph.compact();
      System.out.printf("on disk after housekeeping %d KB%n", size(directory) >> 10);
    }
  }

  private static DirtyPage page(int index, SplittableRandom random) {
    byte[] bytes = new byte[PAGE_RECORDS * RECORD_BYTES];
    random.nextBytes(bytes);
    return new DirtyPage("ticket", index, bytes);
  }

  private static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(Files::isRegularFile)
          .mapToLong(file -> {
            try {
              return Files.size(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .sum();
    }
  }

  /** CPU of the whole process, time, bytes written by the process, and the directory's size. */
  private static final class Meter {
    private final Path directory;
    private final long time = System.nanoTime();
    private final long cpu = cpu();
    private final long written = written();

    Meter(Path directory) {
      this.directory = directory;
    }

    void print(String what) throws IOException {
      System.out.printf(
          "%s: %.3f s, CPU %.3f s, written %d KB, on disk %d KB%n",
          what,
          (System.nanoTime() - time) / 1e9,
          (cpu() - cpu) / 1e9,
          (written() - written) >> 10,
          Files.exists(directory) ? size(directory) >> 10 : 0);
    }

    private static long cpu() {
      return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long written() {
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/io"))) {
        return lines
            .filter(line -> line.startsWith("wchar: "))
            .mapToLong(line -> Long.parseLong(line.substring(7)))
            .sum();
      } catch (IOException e) {
        return 0; // Only Linux counts.
      }
    }
  }
}
