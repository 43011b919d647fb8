package dev.trestle.search;

import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchUpdate;
import dev.trestle.domain.search.SearchUpdate.PutMessage;
import dev.trestle.domain.search.SearchUpdate.PutTicket;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Prints what indexing and searching cost: {@code SearchBenchmark <tickets> [folder]}, three
 * messages per ticket. Times are CPU times of the calling thread, plus those of the whole process
 * for indexing.
 */
final class SearchBenchmark {
  private static final String[] COMMON =
      ("the printer is broken and does not print since this morning please help server network "
              + "cable password reset account locked user cannot login email outlook error message "
              + "screen shows blue after update restart laptop battery monitor keyboard mouse vpn "
              + "connection slow office building floor room phone ticket urgent customer waiting "
              + "invoice report export file share drive access permission denied folder backup")
          .split(" ");
  private static final long NOW = 1_795_000_000_000L;

  private SearchBenchmark() {}

  public static void main(String[] args) throws Exception {
    int tickets = Integer.parseInt(args[0]);
    Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("search");
    try (LuceneSearchIndex index =
        LuceneSearchIndex.open(folder, () -> Long.MAX_VALUE, SearchSettings.USUAL)) {
      fill(index, tickets);
      long bytes;
      try (Stream<Path> files = Files.walk(folder)) {
        bytes = files.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
      }
      System.out.printf("bytes per document %d%n", bytes / (tickets * 4L));
      int segments =
          Files.list(folder.resolve("index"))
              .filter(p -> p.toString().endsWith(".si"))
              .toList()
              .size();
      System.out.printf("segments %d%n", segments);
      for (int pass = 0; pass < 2; pass++) {
        measure(index, "rare230 (about 230 hits)", "rare230", 0, false, false);
        measure(index, "rare230, highlights", "rare230", 2, false, false);
        measure(index, "rare230, highlights, facets", "rare230", 2, true, false);
        measure(index, "rare230, highlights, facets, visibility", "rare230", 2, true, true);
        measure(index, "rare2000, highlights", "rare2000", 2, false, false);
        measure(index, "rare2000, highlights, facets", "rare2000", 2, true, false);
        measure(index, "printer rare2000, highlights", "printer rare2000", 2, false, false);
        measure(index, "phrase, highlights", "\"rare2000 printer\"", 2, false, false);
        measure(index, "prefix rare2*", "rare2*", 2, false, false);
        measure(index, "queue:support rare230", "queue:support rare230", 2, false, false);
        measure(index, "printer (very common)", "printer", 2, false, false);
        measure(index, "prinetr rare230 (mistyped)", "prinetr rrae230", 2, false, false);
      }
      Runtime.getRuntime().gc();
      System.out.printf(
          "heap after collection %d MB%n",
          (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
      steadyWrites(index, tickets);
    }
  }

  private static void fill(LuceneSearchIndex index, int tickets) {
    Random random = new Random(1);
    long cpu = processCpu();
    long threadCpu = threadCpu();
    long start = System.nanoTime();
    long sequence = 0;
    for (int t = 0; t < tickets; t++) {
      List<SearchUpdate> updates = new ArrayList<>();
      updates.add(ticket(random, t));
      for (int m = 0; m < 3; m++) {
        updates.add(message(random, t, m));
      }
      index.apply(index.indexedSequence(), ++sequence, updates);
    }
    long fed = threadCpu() - threadCpu;
    index.commit();
    index.refresh();
    long docs = tickets * 4L;
    System.out.printf(
        "indexed %d documents: %.1f us feeder CPU, %.1f us process CPU, %.1f us wall per"
            + " document%n",
        docs,
        fed / 1e3 / docs,
        (processCpu() - cpu) / 1e3 / docs,
        (System.nanoTime() - start) / 1e3 / docs);
  }

  static PutTicket ticket(Random random, int t) {
    return new PutTicket(
        new UUID(t, t * 31L),
        true,
        t,
        "TR-" + (1000 + t),
        sentence(random, 6, 0),
        sentence(random, 60, 800_000),
        t % 3 == 0 ? "Support" : "Network " + t % 5,
        "open",
        "OPEN",
        "P" + t % 4,
        "incident",
        List.of("tag" + t % 7),
        "Person " + t % 5000,
        "Company " + t % 800,
        "Agent " + t % 60,
        Map.of("asset", "A" + t),
        Map.of(),
        NOW - t * 10_000L,
        NOW - t * 10_000L,
        null);
  }

  private static PutMessage message(Random random, int t, int m) {
    return new PutMessage(
        new UUID(t, t * 31L),
        m,
        true,
        t,
        m != 1,
        sentence(random, 40, 800_000),
        "Agent " + t % 60,
        NOW - t * 9_000L,
        null);
  }

  private static String sentence(Random random, int words, int rareOf) {
    StringBuilder text = new StringBuilder();
    for (int w = 0; w < words; w++) {
      int pick = random.nextInt(10);
      text.append(
          pick < 8
              ? COMMON[(int) (COMMON.length * random.nextDouble() * random.nextDouble())]
              : "w" + Integer.toString(random.nextInt(40_000), 26).replaceAll("[0-9]", "x"));
      text.append(w % 12 == 11 ? ". " : " ");
    }
    // About 230 and 2,000 of 400,000 documents hold these.
    if (rareOf > 0 && random.nextInt(1_739) == 0) {
      text.append("rare230 ");
    }
    if (rareOf > 0 && random.nextInt(200) == 0) {
      text.append("rare2000 printer ");
    }
    return text.toString();
  }

  private static void measure(
      LuceneSearchIndex index,
      String name,
      String query,
      int fragments,
      boolean facets,
      boolean some) {
    int rounds = 400;
    long[] nanos = new long[rounds];
    long cpu = threadCpu();
    SearchResult result = null;
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      result =
          index.search(
              new SearchRequest(
                  query,
                  20,
                  null,
                  Set.of(),
                  some ? slot -> (slot & 3) != 0 : null,
                  true,
                  facets,
                  NOW,
                  fragments));
      nanos[i] = System.nanoTime() - start;
    }
    cpu = threadCpu() - cpu;
    Arrays.sort(nanos);
    System.out.printf(
        "%-42s %7d hits  p50 %6d us  p99 %6d us  CPU %6d us%n",
        name,
        result.totalCount(),
        nanos[rounds / 2] / 1000,
        nanos[rounds * 99 / 100] / 1000,
        cpu / rounds / 1000);
  }

  private static void steadyWrites(LuceneSearchIndex index, int tickets) {
    Random random = new Random(7);
    int rounds = 2_000;
    long[] nanos = new long[rounds];
    long cpu = processCpu();
    for (int i = 0; i < rounds; i++) {
      long sequence = index.indexedSequence() + 1;
      long start = System.nanoTime();
      index.apply(index.indexedSequence(), sequence, List.of(ticket(random, tickets + i)));
      index.awaitSearchable(sequence);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "write then searchable: p50 %d us, p99 %d us, process CPU %d us%n",
        nanos[rounds / 2] / 1000,
        nanos[rounds * 99 / 100] / 1000,
        (processCpu() - cpu) / rounds / 1000);
    measure(index, "rare230, highlights, after 2,000 refreshes", "rare230", 2, false, false);
  }

  private static long threadCpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long processCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
