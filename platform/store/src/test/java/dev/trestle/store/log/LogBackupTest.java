package dev.trestle.store.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.log.LogAddressInvalid;
import dev.trestle.domain.log.LogLocked;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBackupTest {

  private static final LogOptions SMALL = LogOptions.standard().segmentBytes(16_384);

  @TempDir Path root;

  private static void append(LocalCommitLog log, long to) {
    for (long sequence = log.durableSequence() + 1; sequence <= to; sequence++) {
      log.enqueue(sequence, CommitLogContract.payload(sequence)).await();
    }
  }

  private static void assertHolds(Path directory, long count) throws IOException {
    VerifyReport report = LogVerifier.verify(directory, count, LogProgress.NONE);
    assertEquals(List.of(), report.problem().stream().toList());
    assertEquals(count, report.lastSequence());
    try (LocalCommitLog log = LocalCommitLog.open(directory, SMALL)) {
      assertEquals(count, log.durableSequence());
      for (long sequence = 1; sequence <= count; sequence++) {
        assertArrayEquals(CommitLogContract.payload(sequence), log.read(sequence).payload());
      }
      append(log, count + 30);
    }
    assertTrue(LogVerifier.verify(directory, count + 30, LogProgress.NONE).isSound());
  }

  @Test
  void copiesUpToAnEntry_whileWritingGoesOn() throws Exception {
    try (LocalCommitLog log = LocalCommitLog.open(root.resolve("live"), SMALL)) {
      append(log, 200);
      AtomicBoolean enough = new AtomicBoolean();
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                while (!enough.get()) {
                  append(log, log.durableSequence() + 10);
                }
              });
      try {
        for (long sequence : new long[] {0, 1, 99, 200, log.durableSequence()}) {
          List<Long> progress = new ArrayList<>();
          Path copy = Files.createTempDirectory(root, "copy" + sequence);
          LogBackup.copy(log, sequence, copy, (done, total) -> progress.add(total - done));
          assertEquals(0, progress.getLast());
          assertHolds(copy, sequence);
        }
      } finally {
        enough.set(true);
        writer.join();
      }
      long beyond = log.durableSequence() + 1;
      assertThrows(
          LogAddressInvalid.class,
          () -> LogBackup.copy(log, beyond, root.resolve("beyond"), LogProgress.NONE));
    }
  }

  @Test
  void restoresEveryEntryNumber_intoALogOfItsOwn() throws Exception {
    Path source = root.resolve("source");
    try (LocalCommitLog log = LocalCommitLog.open(source, SMALL)) {
      append(log, 120);
      assertThrows(
          LogLocked.class,
          () -> LogBackup.restore(source, 5, root.resolve("early"), LogProgress.NONE));
    }
    for (long sequence = 0; sequence <= 120; sequence += 8) {
      Path target = root.resolve("to" + sequence);
      assertEquals(sequence, LogBackup.restore(source, sequence, target, LogProgress.NONE));
      assertHolds(target, sequence);
    }
    Path all = root.resolve("all");
    assertEquals(120, LogBackup.restore(source, Long.MAX_VALUE, all, LogProgress.NONE));
    assertHolds(all, 120);
    assertThrows(
        LogAddressInvalid.class,
        () -> LogBackup.restore(source, 121, root.resolve("more"), LogProgress.NONE));
  }

  @Test
  void refusesATarget_thatHoldsSomething() throws Exception {
    Path source = root.resolve("source");
    try (LocalCommitLog log = LocalCommitLog.open(source, SMALL)) {
      append(log, 3);
      assertThrows(
          FileAlreadyExistsException.class, () -> LogBackup.copy(log, 3, source, LogProgress.NONE));
    }
  }

  @Test
  void aCopy_thatLostItsEnd_doesNotPassForWhole() throws Exception {
    Path copy = root.resolve("copy");
    try (LocalCommitLog log = LocalCommitLog.open(root.resolve("live"), SMALL)) {
      append(log, 100);
      LogBackup.copy(log, 100, copy, LogProgress.NONE);
    }
    try (LogFile file = new DiskFiles(copy).open(new DiskFiles(copy).names().get(1))) {
      file.resize(file.size() - 8);
    }
    assertFalse(LogVerifier.verify(copy, 0, LogProgress.NONE).isSound());
  }
}
