package dev.trestle.store.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.log.LogDamaged;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start, a reader and a full check make of bytes that are not what they were. */
class DamageTest {

  private static final int ENTRIES = 100;
  private static final int LAST_GROUP = 3;
  private static final LogOptions SMALL = LogOptions.standard().segmentBytes(16_384);

  @TempDir Path root;

  /** As a process leaves it that was killed behind a group of three. */
  private Path killed;

  /** The same, closed in good order. */
  private Path closed;

  private final List<Long> addresses = new ArrayList<>();
  private List<Long> segments = List.of();

  @BeforeEach
  void write() throws IOException {
    closed = root.resolve("closed");
    killed = root.resolve("killed");
    try (LocalCommitLog log = LocalCommitLog.open(closed, SMALL)) {
      for (long sequence = 1; sequence <= ENTRIES - LAST_GROUP; sequence++) {
        log.enqueue(sequence, CommitLogContract.payload(sequence)).await();
      }
      log.erase(1, payload -> enqueueLastGroup(log, payload));
      while (log.durableSequence() < ENTRIES) {
        Thread.onSpinWait();
      }
      for (long sequence = 1; sequence <= ENTRIES; sequence++) {
        addresses.add(log.read(sequence).payloadAddress() - Frame.HEADER_BYTES);
      }
      segments = log.table.segments().stream().map(Segment::first).toList();
      copy(closed, killed);
    }
    assertTrue(segments.size() > 2);
  }

  // Runs on the writer's thread, so nothing of this is written before all of it is queued.
  private static byte[] enqueueLastGroup(LocalCommitLog log, byte[] payload) {
    for (long sequence = ENTRIES - LAST_GROUP + 1; sequence <= ENTRIES; sequence++) {
      log.enqueue(sequence, CommitLogContract.payload(sequence));
    }
    return payload;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private long segmentOf(long sequence) {
    long address = addresses.get((int) sequence - 1);
    return segments.stream().filter(first -> first <= address).reduce((a, b) -> b).orElseThrow();
  }

  private Path file(Path directory, long sequence) {
    return directory.resolve(SegmentHeader.fileName(segmentOf(sequence)));
  }

  private long offset(long sequence) {
    return addresses.get((int) sequence - 1) - segmentOf(sequence);
  }

  private void flip(Path directory, long sequence, long bit) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(file(directory, sequence).toFile(), "rw")) {
      long at = offset(sequence) + bit / 8;
      file.seek(at);
      int value = file.read();
      file.seek(at);
      file.write(value ^ 1 << (bit % 8));
    }
  }

  private long randomBit(Random random, long sequence) {
    return random.nextLong(8L * (Frame.HEADER_BYTES + CommitLogContract.payload(sequence).length));
  }

  private LogDamaged refusal(Path directory, LogOptions options) {
    return assertThrows(LogDamaged.class, () -> LocalCommitLog.open(directory, options).close());
  }

  @Test
  void refusesToStart_whenABitFlippedAnywhereBeforeTheLastGroup() throws IOException {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      long sequence = 1 + random.nextInt(ENTRIES - LAST_GROUP);
      Path directory = root.resolve("flip" + seed);
      copy(random.nextBoolean() ? killed : closed, directory);
      flip(directory, sequence, randomBit(random, sequence));
      LogDamaged refusal = refusal(directory, SMALL);
      assertEquals(file(directory, sequence).toString(), refusal.file(), "seed " + seed);
      assertEquals(offset(sequence), refusal.offset(), "seed " + seed);
      assertEquals(sequence, refusal.sequence(), "seed " + seed);
      assertTrue(refusal.getMessage().contains("verify"), refusal.getMessage());

      VerifyReport report = LogVerifier.verify(directory, 0, LogProgress.NONE);
      LogDamaged problem = report.problem().orElseThrow();
      assertEquals(refusal.getMessage(), problem.getMessage(), "seed " + seed);
      assertEquals(sequence - 1, report.lastSequence(), "seed " + seed);

      Path rescued = root.resolve("rescued" + seed);
      assertThrows(
          LogDamaged.class,
          () -> LogBackup.restore(directory, sequence, rescued, LogProgress.NONE));
      LogBackup.restore(directory, sequence - 1, rescued, LogProgress.NONE);
      try (LocalCommitLog log = LocalCommitLog.open(rescued, SMALL)) {
        assertEquals(sequence - 1, log.durableSequence(), "seed " + seed);
      }
    }
  }

  @Test
  void cutsATornGroup_thatNobodyWasToldOf() throws IOException {
    for (long seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      long sequence = ENTRIES - random.nextInt(LAST_GROUP);
      Path directory = root.resolve("torn" + seed);
      copy(killed, directory);
      flip(directory, sequence, randomBit(random, sequence));
      VerifyReport report = LogVerifier.verify(directory, 0, LogProgress.NONE);
      assertTrue(report.isSound(), "seed " + seed);
      assertTrue(report.tornBytes() > 0, "seed " + seed);
      try (LocalCommitLog log = LocalCommitLog.open(directory, SMALL)) {
        assertEquals(sequence - 1, log.durableSequence(), "seed " + seed);
        byte[] again = CommitLogContract.payload(sequence);
        log.enqueue(sequence, again).await();
        assertArrayEquals(again, log.read(sequence).payload());
      }
      try (LocalCommitLog log = LocalCommitLog.open(directory, SMALL)) {
        assertEquals(sequence, log.durableSequence(), "seed " + seed);
      }
    }
  }

  @Test
  void refusesToStart_whenTheLastGroupIsDamaged_butWasKnownOrClosed() throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      long sequence = ENTRIES - random.nextInt(LAST_GROUP);
      long bit = randomBit(random, sequence);
      Path known = root.resolve("known" + seed);
      copy(killed, known);
      flip(known, sequence, bit);
      LogDamaged first = refusal(known, SMALL.knownDurableSequence(sequence));
      assertEquals(offset(sequence), first.offset(), "seed " + seed);
      assertFalse(LogVerifier.verify(known, sequence, LogProgress.NONE).isSound());

      Path marked = root.resolve("marked" + seed);
      copy(closed, marked);
      try (LocalCommitLog log = LocalCommitLog.open(marked, SMALL)) {
        assertEquals(ENTRIES, log.durableSequence());
      }
      flip(marked, sequence, bit);
      LogDamaged second = refusal(marked, SMALL);
      assertEquals(offset(sequence), second.offset(), "seed " + seed);
      assertFalse(LogVerifier.verify(marked, 0, LogProgress.NONE).isSound());
    }
  }

  @Test
  void refusesToStart_whenTheLastEntriesAreMissing() throws IOException {
    Path zeroed = root.resolve("zeroed");
    copy(killed, zeroed);
    try (RandomAccessFile file = new RandomAccessFile(file(zeroed, ENTRIES).toFile(), "rw")) {
      file.setLength(offset(ENTRIES - 1));
      file.setLength(16_384);
    }
    assertEquals(ENTRIES - 1, refusal(zeroed, SMALL.knownDurableSequence(ENTRIES)).sequence());
    try (LocalCommitLog log = LocalCommitLog.open(zeroed, SMALL)) {
      assertEquals(ENTRIES - 2, log.durableSequence());
    }
  }

  @Test
  void refusesToStart_whenASegmentIsMissing() throws IOException {
    for (int missing = 0; missing < segments.size(); missing++) {
      Path directory = root.resolve("missing" + missing);
      copy(closed, directory);
      try (LocalCommitLog log = LocalCommitLog.open(directory, SMALL)) {
        assertEquals(ENTRIES, log.durableSequence());
      }
      Files.delete(directory.resolve(SegmentHeader.fileName(segments.get(missing))));
      refusal(directory, SMALL);
      assertFalse(LogVerifier.verify(directory, 0, LogProgress.NONE).isSound());
    }
    Path all = root.resolve("all");
    Files.createDirectories(all);
    refusal(all, SMALL.knownDurableSequence(1));
  }

  @Test
  void refusesToStart_whenASegmentHeaderIsDamagedOrFromAnotherTime() throws IOException {
    for (int i = 0; i < segments.size(); i++) {
      Path directory = root.resolve("header" + i);
      copy(killed, directory);
      Path file = directory.resolve(SegmentHeader.fileName(segments.get(i)));
      byte[] bytes = Files.readAllBytes(file);
      bytes[20 + i] ^= 4;
      Files.write(file, bytes);
      assertEquals(file.toString(), refusal(directory, SMALL).file());
      bytes[20 + i] ^= 4;
      bytes[11] = 2;
      CRC32C crc = new CRC32C();
      crc.update(bytes, 0, 72);
      ByteBuffer.wrap(bytes).putInt(72, (int) crc.getValue());
      Files.write(file, bytes);
      String message = refusal(directory, SMALL).getMessage();
      assertTrue(message.contains("format version 2"), message);
    }
  }

  @Test
  void findsDamageWhenReading_inASegmentNotCheckedAtStart() throws IOException {
    flip(closed, 3, 8L * Frame.HEADER_BYTES);
    try (LocalCommitLog log = LocalCommitLog.open(closed, SMALL.startCheckBytes(0))) {
      LogDamaged damage = assertThrows(LogDamaged.class, () -> log.read(3));
      assertEquals(offset(3), damage.offset());
      assertEquals(4, log.read(4).sequence());
      assertEquals(3, log.verify(LogProgress.NONE).problem().orElseThrow().sequence());
    }
  }

  @Test
  void theChainFindsAForgedEntry_whoseChecksumsAreRight() throws IOException {
    long sequence = 40;
    Path file = file(closed, sequence);
    byte[] bytes = Files.readAllBytes(file);
    int at = (int) offset(sequence);
    byte[] forged = new byte[CommitLogContract.payload(sequence).length];
    Chain chain = new Chain();
    Frame frame = Frame.look(MemorySegment.ofArray(bytes), at, bytes.length).value();
    ByteBuffer target = ByteBuffer.wrap(bytes).position(at);
    new Frame(
            forged.length,
            sequence,
            sequence,
            frame.durableBefore(),
            Frame.crc(forged),
            0,
            chain.payloadHash(forged),
            frame.chainHash())
        .encode(target);
    target.put(forged);
    Files.write(file, bytes);
    // A start trusts checksums; the full check trusts nothing.
    LocalCommitLog.open(closed, SMALL).close();
    LogDamaged problem = LogVerifier.verify(closed, 0, LogProgress.NONE).problem().orElseThrow();
    assertEquals(sequence, problem.sequence());
    assertTrue(problem.getMessage().contains("chain"), problem.getMessage());
  }

  @Test
  void finishesAnErasure_thatACrashInterrupted() throws IOException {
    Path directory = root.resolve("erasing");
    copy(killed, directory);
    DiskFiles files = new DiskFiles(directory);
    long sequence = 50;
    byte[] rest = new byte[CommitLogContract.payload(sequence).length];
    byte[] bytes = Files.readAllBytes(file(directory, sequence));
    Frame frame = Frame.look(MemorySegment.ofArray(bytes), offset(sequence), bytes.length).value();
    ByteBuffer whole = ByteBuffer.allocate(Frame.HEADER_BYTES + rest.length);
    frame.erasedTo(Frame.crc(rest)).encode(whole);
    EraseJournal.put(files, segmentOf(sequence), offset(sequence), whole.array());
    flip(directory, sequence, 300);
    try (LocalCommitLog log = LocalCommitLog.open(directory, SMALL)) {
      assertTrue(log.read(sequence).erased());
      assertArrayEquals(rest, log.read(sequence).payload());
      assertTrue(log.verify(LogProgress.NONE).isSound());
    }
  }
}
