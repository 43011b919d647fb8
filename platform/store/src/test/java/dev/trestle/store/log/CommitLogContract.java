package dev.trestle.store.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.log.LogAddressInvalid;
import dev.trestle.domain.log.LogCursor;
import dev.trestle.domain.log.LogEntry;
import dev.trestle.domain.log.LogListener;
import dev.trestle.domain.log.LogUnavailable;
import dev.trestle.domain.log.LogUnavailable.Reason;
import dev.trestle.domain.log.PendingCommit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every commit log does, wherever it keeps its bytes. */
abstract class CommitLogContract {

  /** Small segments, so that every test crosses some borders. */
  static final LogOptions SMALL = LogOptions.standard().segmentBytes(8192);

  @AutoClose SegmentedLog log;

  /** Opens the log of this test, again when it was closed. */
  abstract SegmentedLog open(LogOptions options) throws Exception;

  @BeforeEach
  void begin() throws Exception {
    log = open(SMALL);
  }

  static byte[] payload(long sequence) {
    byte[] bytes = new byte[(int) (sequence * 37 % 600)];
    new Random(sequence).nextBytes(bytes);
    return bytes;
  }

  void append(int count) {
    PendingCommit last = null;
    for (int i = 0; i < count; i++) {
      long next = last == null ? log.durableSequence() + 1 : last.sequence() + 1;
      last = log.enqueue(next * 10, payload(next));
      assertEquals(next, last.sequence());
    }
    if (last != null) {
      last.await();
    }
  }

  void assertHolds(long count) {
    assertEquals(count, log.durableSequence());
    LogCursor cursor = log.from(1);
    for (long sequence = 1; sequence <= count; sequence++) {
      LogEntry entry = cursor.next();
      assertEquals(sequence, entry.sequence());
      assertEquals(sequence * 10, entry.atMillis());
      assertFalse(entry.erased());
      assertArrayEquals(payload(sequence), entry.payload());
    }
    assertFalse(cursor.hasNext());
    VerifyReport report = log.verify(LogProgress.NONE);
    assertEquals(List.of(), report.problem().stream().toList());
    assertEquals(count, report.entries());
  }

  @Test
  void isEmpty_atFirst() {
    assertHolds(0);
    assertThrows(LogAddressInvalid.class, () -> log.read(0));
    assertThrows(LogAddressInvalid.class, () -> log.read(1));
    assertThrows(LogAddressInvalid.class, () -> log.from(0));
  }

  @Test
  void keepsEveryEntryInOrder_overManySegments() {
    append(500);
    assertHolds(500);
    for (long sequence : new long[] {1, 2, 63, 64, 65, 200, 499, 500}) {
      assertArrayEquals(payload(sequence), log.read(sequence).payload());
    }
  }

  @Test
  void goesOnWhereItEnded_whenReopened() throws Exception {
    append(100);
    log.close();
    log = open(SMALL);
    assertHolds(100);
    append(100);
    log.close();
    log = open(SMALL);
    assertHolds(200);
  }

  @Test
  void readsOldSegments_whenTheyWereNotCheckedAtStart() throws Exception {
    append(500);
    log.close();
    log = open(SMALL.startCheckBytes(0));
    assertArrayEquals(payload(3), log.read(3).payload());
    assertArrayEquals(payload(400), log.read(400).payload());
    assertHolds(500);
  }

  @Test
  void aCursorGoesOn_whenMoreBecameDurable() {
    LogCursor cursor = log.from(1);
    assertFalse(cursor.hasNext());
    append(50);
    for (long sequence = 1; sequence <= 50; sequence++) {
      assertTrue(cursor.hasNext());
      assertEquals(sequence, cursor.next().sequence());
    }
    assertFalse(cursor.hasNext());
    append(50);
    assertEquals(51, cursor.next().sequence());
    LogCursor ahead = log.from(102);
    assertFalse(ahead.hasNext());
    append(2);
    assertEquals(102, ahead.next().sequence());
  }

  @Test
  void readsABlock_byItsAddress() {
    byte[] text = "Printer on fire".getBytes(StandardCharsets.UTF_8);
    byte[] payload = ByteBuffer.allocate(100).putInt(7).putInt(text.length).put(text).array();
    append(40);
    PendingCommit commit = log.enqueue(410, payload);
    commit.await();
    assertEquals(commit.payloadAddress(), log.read(41).payloadAddress());
    assertArrayEquals(text, log.readBlock(commit.payloadAddress() + 4));
  }

  @Test
  void refusesABlock_thatLeavesTheDurableBytes() {
    byte[] payload = ByteBuffer.allocate(64).putInt(Integer.MAX_VALUE).putInt(-1).array();
    PendingCommit commit = log.enqueue(10, payload);
    commit.await();
    long address = commit.payloadAddress();
    long end = log.durableAddress();
    for (long bad :
        new long[] {
          address, address + 4, -1, 0, 5, end, end - 3, end + 1000, Long.MAX_VALUE, Long.MIN_VALUE
        }) {
      assertThrows(LogAddressInvalid.class, () -> log.readBlock(bad), "address " + bad);
    }
  }

  @Test
  void aLargeCommit_getsASegmentOfItsOwn() throws Exception {
    append(3);
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    log.enqueue(40, large).await();
    PendingCommit after = log.enqueue(50, payload(5));
    after.await();
    assertArrayEquals(large, log.read(4).payload());
    assertArrayEquals(payload(5), log.read(5).payload());
    log.close();
    log = open(SMALL);
    assertArrayEquals(large, log.read(4).payload());
    assertTrue(log.verify(LogProgress.NONE).isSound());
  }

  @Test
  void refusesACommit_thatIsTooLarge() {
    LogUnavailable refusal =
        assertThrows(
            LogUnavailable.class, () -> log.enqueue(1, new byte[LogOptions.PAYLOAD_BYTES_MAX + 1]));
    assertEquals(Reason.TOO_LARGE, refusal.reason());
    append(1);
    assertHolds(1);
  }

  @Test
  void tellsListenersInOrder_beforeTheWaiterWakes() {
    List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    log.listener(heard::add);
    for (long sequence = 1; sequence <= 100; sequence++) {
      log.enqueue(sequence * 10, payload(sequence)).await();
      assertEquals(sequence, heard.getLast());
    }
    assertEquals(heard.stream().sorted().distinct().toList(), heard);
  }

  @Test
  void refusesMore_whenTooMuchWaits() throws Exception {
    log.close();
    log = open(SMALL.queue(3, 1000));
    Semaphore gate = new Semaphore(0);
    CountDownLatch busy = new CountDownLatch(1);
    log.listener(sequence -> {
      busy.countDown();
      gate.acquireUninterruptibly();
    });
    log.enqueue(10, payload(1));
    busy.await();
    log.enqueue(20, payload(2));
    log.enqueue(30, payload(3));
    PendingCommit last = log.enqueue(40, payload(4));
    assertEquals(3, log.queued());
    LogUnavailable refusal = assertThrows(LogUnavailable.class, () -> log.enqueue(50, payload(5)));
    assertEquals(Reason.QUEUE_FULL, refusal.reason());
    gate.release(100);
    last.await();
    assertHolds(4);
    append(1);
    assertHolds(5);
  }

  @Test
  void redactsAnEntry_andTheChainStillVerifies() throws Exception {
    append(100);
    byte[] chain = log.read(50).chainHash();
    log.erase(50);
    log.erase(
        51,
        payload -> {
          payload[0] = 1;
          return payload;
        });
    for (int pass = 0; pass < 2; pass++) {
      assertTrue(log.read(50).erased());
      assertArrayEquals(chain, log.read(50).chainHash());
      assertArrayEquals(new byte[payload(50).length], log.read(50).payload());
      byte[] rest = payload(51);
      rest[0] = 1;
      assertArrayEquals(rest, log.read(51).payload());
      assertFalse(log.read(52).erased());
      VerifyReport report = log.verify(LogProgress.NONE);
      assertTrue(report.isSound());
      assertEquals(2, report.erased());
      log.close();
      log = open(SMALL);
    }
    assertThrows(LogAddressInvalid.class, () -> log.erase(101));
    assertThrows(IllegalArgumentException.class, () -> log.erase(3, payload -> new byte[1]));
    append(1);
  }

  @Test
  void refusesEverything_whenClosed() {
    append(1);
    LogCursor cursor = log.from(1);
    log.close();
    log.close();
    assertEquals(
        Reason.CLOSED,
        assertThrows(LogUnavailable.class, () -> log.enqueue(1, new byte[1])).reason());
    assertThrows(LogUnavailable.class, () -> log.read(1));
    assertThrows(LogUnavailable.class, () -> log.readBlock(200));
    assertThrows(LogUnavailable.class, cursor::next);
    assertThrows(LogUnavailable.class, () -> log.erase(1));
    assertFalse(log.tryRecover());
  }

  @Test
  void aListenerThatThrows_stopsTheLog_butNotItsRecovery() {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    log.listener(
        new LogListener() {
          @Override
          public void durable(long sequence) {
            if (sequence == 3 && heard.isEmpty()) {
              throw new IllegalStateException("told to");
            }
          }

          @Override
          public void failed(long firstFailedSequence, LogUnavailable cause) {
            heard.add(firstFailedSequence + " " + cause.reason());
          }
        });
    for (long sequence = 1; sequence <= 3; sequence++) {
      log.enqueue(sequence * 10, payload(sequence)).await();
    }
    // The third is durable all the same; the refusal follows at once, but on the writer's thread.
    while (log.trouble().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThrows(LogUnavailable.class, () -> log.enqueue(40, payload(4)));
    while (!log.tryRecover()) {
      Thread.onSpinWait();
    }
    assertEquals(List.of("4 IO_ERROR"), heard);
    append(10);
    assertHolds(13);
  }

  @Test
  void recoversWithoutADeadlock_whenTheListenerWantsTheSequencersLock() throws Exception {
    Object sequencer = new Object();
    CountDownLatch listening = new CountDownLatch(1);
    List<Long> failures = Collections.synchronizedList(new ArrayList<>());
    log.listener(
        new LogListener() {
          @Override
          public void durable(long sequence) {
            if (failures.isEmpty()) {
              throw new IllegalStateException("told to");
            }
          }

          @Override
          public void failed(long firstFailedSequence, LogUnavailable cause) {
            listening.countDown();
            synchronized (sequencer) {
              failures.add(firstFailedSequence);
            }
          }
        });
    synchronized (sequencer) {
      log.enqueue(10, payload(1)).await();
      listening.await();
      assertFalse(log.tryRecover());
    }
    while (!log.tryRecover()) {
      Thread.onSpinWait();
    }
    assertEquals(List.of(2L), failures);
    append(5);
    assertHolds(6);
  }

  @Test
  void manyWriters_eachFindTheirEntry() throws Exception {
    int writers = 16;
    int each = 200;
    Object sequencer = new Object();
    List<Throwable> trouble = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < each; i++) {
                    PendingCommit commit;
                    synchronized (sequencer) {
                      commit = log.enqueue(0, new byte[0]);
                    }
                    commit.await();
                    assertTrue(log.durableSequence() >= commit.sequence());
                    assertEquals(commit.sequence(), log.read(commit.sequence()).sequence());
                  }
                } catch (Throwable e) {
                  trouble.add(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), trouble);
    assertEquals(writers * each, log.durableSequence());
    assertTrue(log.verify(LogProgress.NONE).isSound());
  }
}
