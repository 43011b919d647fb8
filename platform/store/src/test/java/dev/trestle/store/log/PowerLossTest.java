package dev.trestle.store.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.log.LogUnavailable;
import dev.trestle.domain.log.PendingCommit;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random writing, redacting, failing and recovering on a disk that loses power at any moment. */
class PowerLossTest {

  private static final int SEEDS = 300;
  private static final int STEPS = 40;
  private static final LogOptions TINY = LogOptions.standard().segmentBytes(4096);

  @TempDir Path locks;

  @Test
  void keepsEveryAcknowledgedCommit_whenThePowerGoesAtAnyMoment() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new Run(seed, Files.createDirectories(locks.resolve("s" + seed))).go();
      } catch (Exception | AssertionError e) {
        throw new AssertionError("Failed with seed " + seed, e);
      }
    }
  }

  /** One life of a log over several power losses. */
  private static final class Run {

    private final Random random;
    private final Path lock;
    private SimulatedDisk disk = new SimulatedDisk();
    private final TreeMap<Long, byte[]> acknowledged = new TreeMap<>();
    private final TreeMap<Long, List<byte[]>> attempted = new TreeMap<>();
    private final TreeSet<Long> erased = new TreeSet<>();

    Run(long seed, Path lock) {
      random = new Random(seed);
      this.lock = lock;
    }

    void go() throws Exception {
      for (int life = 0; life < 4; life++) {
        disk = live(Ending.values()[random.nextInt(Ending.values().length)]);
      }
      try (LocalCommitLog log = open(disk)) {
        check(log);
      }
    }

    private enum Ending {
      POWER_LOSS_BETWEEN_STEPS,
      POWER_LOSS_INSIDE_A_STEP,
      KILLED,
      CLOSED
    }

    private SimulatedDisk live(Ending ending) throws Exception {
      SimulatedDisk after;
      try (LocalCommitLog log = open(disk)) {
        check(log);
        int steps = random.nextInt(STEPS);
        if (ending == Ending.POWER_LOSS_INSIDE_A_STEP) {
          disk.crashAfter(random.nextInt(4 * STEPS), new Random(random.nextLong()));
        }
        for (int i = 0; i < steps; i++) {
          step(log);
        }
        // Some commits are still on their way when the end comes.
        attempt(log, new ArrayList<>());
        SimulatedDisk captured = disk.captured();
        after =
            captured != null
                ? captured
                : ending == Ending.KILLED ? disk.kill() : disk.crash(random);
        disk.fail(Long.MAX_VALUE, 0, false);
      }
      return ending == Ending.CLOSED ? disk.crash(random) : after;
    }

    private LocalCommitLog open(SimulatedDisk found) throws Exception {
      long known = acknowledged.isEmpty() ? 0 : acknowledged.lastKey();
      return LocalCommitLog.open(lock, found, TINY.knownDurableSequence(known));
    }

    private void step(LocalCommitLog log) {
      switch (random.nextInt(10)) {
        case 0 -> disk.fail(random.nextInt(3000), 0, false);
        case 1 -> disk.fail(Long.MAX_VALUE, 1 + random.nextInt(2), false);
        case 2 -> redact(log);
        default -> {
          List<PendingCommit> group = new ArrayList<>();
          if (!attempt(log, group)) {
            recover(log);
          }
          settle(log, group);
        }
      }
    }

    private boolean attempt(LocalCommitLog log, List<PendingCommit> group) {
      int count = 1 + random.nextInt(5);
      for (int i = 0; i < count; i++) {
        byte[] payload = new byte[random.nextInt(20) == 0 ? 5000 : random.nextInt(700)];
        random.nextBytes(payload);
        try {
          PendingCommit commit = log.enqueue(1000, payload);
          attempted.computeIfAbsent(commit.sequence(), s -> new ArrayList<>()).add(payload);
          group.add(commit);
        } catch (LogUnavailable refused) {
          assertTrue(!log.trouble().isEmpty());
          return false;
        }
      }
      return true;
    }

    private void settle(LocalCommitLog log, List<PendingCommit> group) {
      for (PendingCommit commit : group) {
        try {
          commit.await();
          // What is acknowledged after the power went was acknowledged by a ghost.
          if (disk.captured() == null) {
            acknowledged.put(commit.sequence(), attempted.get(commit.sequence()).getLast());
          }
        } catch (LogUnavailable failed) {
          assertTrue(commit.sequence() > log.durableSequence());
        }
      }
    }

    private void recover(LocalCommitLog log) {
      // While the disk still fails recovery says no, and what is durable can be read.
      disk.fail(0, 0, random.nextBoolean());
      assertEquals(false, log.tryRecover());
      disk.fail(Long.MAX_VALUE, random.nextInt(2), false);
      while (!log.tryRecover()) {
        assertTrue(!log.trouble().isEmpty());
      }
      assertEquals("", log.trouble());
    }

    private void redact(LocalCommitLog log) {
      if (log.durableSequence() > 0) {
        long sequence = 1 + random.nextLong(log.durableSequence());
        try {
          log.erase(sequence);
          erased.add(disk.captured() == null ? sequence : -sequence);
        } catch (LogUnavailable refused) {
          // Half done, so it is finished at the next start or erasure, or not begun.
          erased.add(-sequence);
        }
      }
    }

    private void check(LocalCommitLog log) {
      assertTrue(log.durableSequence() >= acknowledged.size());
      for (long sequence = 1; sequence <= log.durableSequence(); sequence++) {
        var entry = log.read(sequence);
        if (entry.erased()) {
          assertTrue(erased.contains(sequence) || erased.contains(-sequence));
          assertArrayEquals(new byte[entry.payload().length], entry.payload());
        } else {
          assertTrue(!erased.contains(sequence), "entry " + sequence + " came back");
          byte[] expected = acknowledged.get(sequence);
          if (expected == null) {
            // Nobody was told, yet it is there: then it is one that was tried, and it counts now.
            expected =
                attempted.get(sequence).stream()
                    .filter(
                        tried -> ByteBuffer.wrap(tried).equals(ByteBuffer.wrap(entry.payload())))
                    .findFirst()
                    .orElseThrow();
            acknowledged.put(sequence, expected);
          }
          assertArrayEquals(expected, entry.payload());
        }
        acknowledged.putIfAbsent(sequence, entry.payload());
      }
      VerifyReport report = log.verify(LogProgress.NONE);
      assertEquals(List.of(), report.problem().stream().toList());
      assertEquals(log.durableSequence(), report.entries());
    }
  }
}
