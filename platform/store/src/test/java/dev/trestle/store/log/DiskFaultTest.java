package dev.trestle.store.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.log.LogListener;
import dev.trestle.domain.log.LogUnavailable;
import dev.trestle.domain.log.LogUnavailable.Reason;
import dev.trestle.domain.log.PendingCommit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Full and failing disks: writes are refused with a reason, reads go on, recovery needs no restart.
 */
class DiskFaultTest {

  private static final LogOptions SMALL = LogOptions.standard().segmentBytes(65_536);

  @TempDir Path locks;
  private final SimulatedDisk disk = new SimulatedDisk();
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  @AutoClose private LocalCommitLog log;

  @BeforeEach
  void begin() throws Exception {
    log = LocalCommitLog.open(locks, disk, SMALL);
    append(1, 10);
    log.listener(
        new LogListener() {
          @Override
          public void durable(long sequence) {
            heard.add("durable " + sequence);
          }

          @Override
          public void failed(long firstFailedSequence, LogUnavailable cause) {
            heard.add("failed " + firstFailedSequence + " " + cause.reason());
          }
        });
  }

  private void append(long from, long to) {
    for (long sequence = from; sequence <= to; sequence++) {
      log.enqueue(sequence, CommitLogContract.payload(sequence)).await();
    }
  }

  private void assertRefuses(Reason reason) {
    PendingCommit lost = log.enqueue(11, CommitLogContract.payload(11));
    assertEquals(reason, assertThrows(LogUnavailable.class, lost::await).reason());
    assertEquals(
        reason, assertThrows(LogUnavailable.class, () -> log.enqueue(12, new byte[9])).reason());
    assertEquals(List.of("failed 11 " + reason), heard);
    assertFalse(log.trouble().isEmpty());
    assertEquals(10, log.durableSequence());
    for (long sequence = 1; sequence <= 10; sequence++) {
      assertArrayEquals(CommitLogContract.payload(sequence), log.read(sequence).payload());
    }
  }

  private void assertRecovers() throws Exception {
    disk.fail(Long.MAX_VALUE, 0, false);
    assertTrue(log.tryRecover());
    assertTrue(log.tryRecover());
    assertEquals("", log.trouble());
    append(11, 20);
    assertEquals("durable 20", heard.getLast());
    SimulatedDisk after = disk.crash(new Random(1));
    log.close();
    log = LocalCommitLog.open(locks, after, SMALL.knownDurableSequence(20));
    for (long sequence = 1; sequence <= 20; sequence++) {
      assertArrayEquals(CommitLogContract.payload(sequence), log.read(sequence).payload());
    }
    assertTrue(log.verify(LogProgress.NONE).isSound());
  }

  @Test
  void refusesAsFull_untilThereIsRoomAgain() throws Exception {
    disk.fail(100, 0, false);
    assertRefuses(Reason.DISK_FULL);
    assertFalse(log.tryRecover());
    // Some room is not enough: the probe wants more than the next group.
    disk.fail(1000, 0, false);
    assertFalse(log.tryRecover());
    assertRecovers();
  }

  @Test
  void refusesAsFull_whenTheMessageIsInAnotherLanguage() {
    disk.fail(0, 0, true);
    assertRefuses(Reason.DISK_FULL);
  }

  @Test
  void leavesTheFile_whoseFsyncFailed() throws Exception {
    disk.fail(Long.MAX_VALUE, 1, false);
    assertRefuses(Reason.IO_ERROR);
    assertEquals(1, log.table.segments().size());
    assertRecovers();
    assertEquals(2, log.table.segments().size());
  }

  @Test
  void goesOnAfterAWrite_thatFailedAtAnyByte() throws Exception {
    for (int room = 0; room < 1200; room += 61) {
      SimulatedDisk fresh = new SimulatedDisk();
      try (LocalCommitLog other =
          LocalCommitLog.open(Files.createDirectories(locks.resolve("at" + room)), fresh, SMALL)) {
        other.enqueue(1, new byte[500]).await();
        fresh.fail(room, 0, false);
        PendingCommit lost = other.enqueue(2, new byte[1200]);
        assertThrows(LogUnavailable.class, lost::await, "room " + room);
        fresh.fail(Long.MAX_VALUE, 0, false);
        assertTrue(other.tryRecover());
        PendingCommit next = other.enqueue(3, new byte[] {7});
        assertEquals(2, next.sequence());
        next.await();
        assertTrue(other.verify(LogProgress.NONE).isSound());
      }
    }
  }

  @Test
  void everythingQueuedBehindAFailedGroup_failsWithIt() throws Exception {
    List<PendingCommit> queued = new ArrayList<>();
    log.listener(sequence -> {
      if (queued.isEmpty()) {
        // On the writer's thread: what is queued here waits until the group at hand is done.
        for (long next = 12; next <= 60; next++) {
          queued.add(log.enqueue(next, new byte[5000]));
        }
        disk.fail(30_000, 0, false);
      }
    });
    append(11, 11);
    for (PendingCommit commit : queued) {
      assertThrows(LogUnavailable.class, commit::await);
    }
    assertEquals(List.of("durable 11", "failed 12 DISK_FULL"), heard);
    disk.fail(Long.MAX_VALUE, 0, false);
    assertTrue(log.tryRecover());
    append(12, 20);
    assertEquals(20, log.durableSequence());
    assertTrue(log.verify(LogProgress.NONE).isSound());
  }

  @Test
  void isNotMarkedAsCleanlyClosed_whenItIsBroken() throws Exception {
    disk.fail(Long.MAX_VALUE, 0, true);
    assertThrows(LogUnavailable.class, log.enqueue(11, new byte[1])::await);
    disk.fail(Long.MAX_VALUE, 0, false);
    log.close();
    assertTrue(CleanMark.read(disk).isEmpty());
    log = LocalCommitLog.open(locks, disk, SMALL.knownDurableSequence(10));
    append(log.durableSequence() + 1, 20);
  }
}
