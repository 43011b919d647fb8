package dev.trestle.store.log;

import dev.trestle.domain.log.LogCursor;
import dev.trestle.domain.log.PendingCommit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints what the log costs on this machine: commits at several numbers of writers, reading, and
 * the start with a big log. Arguments: a directory to work in, the entries of the big log.
 */
final class LogBenchmark {

  private static final int PAYLOAD_BYTES = 600;
  private static final long NANOS = 4_000_000_000L;
  private static final int READS = 1_000_000;

  private LogBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    long entries = Long.parseLong(arguments[1]);
    for (int writers : new int[] {16, 1, 8, 16, 32}) {
      commits(Files.createTempDirectory(root, "commits"), writers, false);
    }
    commits(Files.createTempDirectory(root, "commits"), 32, true);
    big(Files.createTempDirectory(root, "big"), entries);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long writtenBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
      if (line.startsWith("write_bytes: ")) {
        return Long.parseLong(line.substring(13));
      }
    }
    return 0;
  }

  private static void commits(Path directory, int writers, boolean virtual) throws Exception {
    byte[] payload = new byte[PAYLOAD_BYTES];
    new Random(1).nextBytes(payload);
    AtomicLong groups = new AtomicLong();
    AtomicLong forceNanos = new AtomicLong();
    List<long[]> waits = new ArrayList<>();
    try (LocalCommitLog log = LocalCommitLog.open(directory, LogOptions.standard())) {
      log.meter((commits, bytes, write, force) -> {
        groups.incrementAndGet();
        forceNanos.addAndGet(force);
      });
      Object sequencer = new Object();
      long cpu = cpuNanos();
      long written = writtenBytes();
      long begun = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        long[] mine = new long[1 << 18];
        waits.add(mine);
        Runnable work =
            () -> {
              int count = 0;
              long now = System.nanoTime();
              while (now - begun < NANOS && count < mine.length - 1) {
                PendingCommit commit;
                synchronized (sequencer) {
                  commit = log.enqueue(1, payload);
                }
                commit.await();
                long done = System.nanoTime();
                mine[++count] = done - now;
                now = done;
              }
              mine[0] = count;
            };
        threads.add(virtual ? Thread.ofVirtual().start(work) : Thread.ofPlatform().start(work));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      long commits = log.durableSequence();
      long[] all =
          waits.stream().flatMapToLong(w -> Arrays.stream(w, 1, (int) w[0] + 1)).sorted().toArray();
      System.out.printf(
          "%2d %s writers: %,.0f commits/s, %.1f per fsync of %,.0f us, p50 %,d us, p99 %,d us,"
              + " %.1f us CPU and %,d bytes written per commit%n",
          writers,
          virtual ? "virtual" : "platform",
          commits / seconds,
          (double) commits / groups.get(),
          forceNanos.get() / 1e3 / groups.get(),
          all[all.length / 2] / 1000,
          all[(int) (all.length * 0.99)] / 1000,
          (cpuNanos() - cpu) / 1e3 / commits,
          (writtenBytes() - written) / commits);
    }
  }

  private static void big(Path directory, long entries) throws Exception {
    byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES).putInt(PAYLOAD_BYTES - 4).array();
    long begun = System.nanoTime();
    try (LocalCommitLog log = LocalCommitLog.open(directory, LogOptions.standard())) {
      PendingCommit last = log.enqueue(1, payload);
      for (long i = 1; i < entries; i++) {
        last = log.enqueue(1, payload);
        if (i % 1000 == 0) {
          last.await();
        }
      }
      last.await();
    }
    System.out.printf("%,d entries written in %,d ms%n", entries, millis(begun));
    open(directory, "closed cleanly, everything up to 1 GB checked", LogOptions.standard());
    open(directory, "the same again", LogOptions.standard());
    open(directory, "last segment only", LogOptions.standard().startCheckBytes(0));
    Files.delete(directory.resolve("CLEAN"));
    open(directory, "not closed cleanly", LogOptions.standard());
    reads(directory, entries);
    long cpu = cpuNanos();
    begun = System.nanoTime();
    VerifyReport report = LogVerifier.verify(directory, entries, LogProgress.NONE);
    System.out.printf(
        "verify: %,d entries, sound %s, %,d ms, %,d ms CPU%n",
        report.entries(), report.isSound(), millis(begun), (cpuNanos() - cpu) / 1_000_000);
  }

  private static void open(Path directory, String how, LogOptions options) throws Exception {
    long cpu = cpuNanos();
    long begun = System.nanoTime();
    try (LocalCommitLog log = LocalCommitLog.open(directory, options)) {
      System.out.printf(
          "open with %,d entries, %s: %,d ms, %,d ms CPU%n",
          log.durableSequence(), how, millis(begun), (cpuNanos() - cpu) / 1_000_000);
    }
  }

  private static void reads(Path directory, long entries) throws Exception {
    try (LocalCommitLog log = LocalCommitLog.open(directory, LogOptions.standard())) {
      Random random = new Random(1);
      long[] addresses = new long[1 << 16];
      for (int i = 0; i < addresses.length; i++) {
        addresses[i] = log.read(1 + random.nextLong(entries)).payloadAddress();
      }
      long begun = 0;
      long sum = 0;
      for (int pass = 0; pass < 3; pass++) {
        begun = System.nanoTime();
        for (int i = 0; i < READS; i++) {
          sum += log.readBlock(addresses[i & addresses.length - 1]).length;
        }
      }
      System.out.printf("readBlock: %,d ns%n", (System.nanoTime() - begun) / READS);
      begun = System.nanoTime();
      for (int i = 0; i < READS; i++) {
        sum += log.read(1 + random.nextLong(entries)).atMillis();
      }
      System.out.printf("read by number: %,d ns%n", (System.nanoTime() - begun) / READS);
      begun = System.nanoTime();
      LogCursor cursor = log.from(1);
      while (cursor.hasNext()) {
        sum += cursor.next().sequence();
      }
      System.out.printf(
          "cursor: %,d ns per entry (%d)%n", (System.nanoTime() - begun) / entries, sum & 1);
    }
  }

  private static long millis(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }
}
