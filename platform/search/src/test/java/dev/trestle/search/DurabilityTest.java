package dev.trestle.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.search.SearchUnavailable;
import dev.trestle.domain.search.SearchUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
  private static final int ENTRIES = 200;

  @TempDir Path folder;
  @TempDir Path crashed;

  private static LuceneSearchIndex open(Path at) throws IOException {
    return open(at, Long.MAX_VALUE);
  }

  private static LuceneSearchIndex open(Path at, long durable) throws IOException {
    return LuceneSearchIndex.open(at, () -> durable, new SearchSettings("en", 16, 50));
  }

  private static List<SearchUpdate> entry(long sequence) {
    int slot = (int) sequence;
    return List.of(
        Samples.ticket(slot, "printer " + slot, "text"),
        Samples.message(slot, 0, true, "message " + slot));
  }

  private static void feed(LuceneSearchIndex index, long to) {
    for (long s = index.indexedSequence() + 1; s <= to; s++) {
      index.apply(index.indexedSequence(), s, entry(s));
    }
  }

  private static int count(LuceneSearchIndex index) {
    index.refresh();
    return index.search(Samples.page("printer", 1, null)).totalCount();
  }

  /** Copies the files as they are, which is what a kill leaves behind. */
  private void kill() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = crashed.resolve(folder.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static List<Path> files(Path at) throws IOException {
    try (Stream<Path> files = Files.list(at.resolve("index"))) {
      return files.filter(f -> !f.endsWith("write.lock")).sorted().toList();
    }
  }

  @Test
  void keepsEverythingOverAnOrderlyClose() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, ENTRIES);
    }
    try (LuceneSearchIndex index = open(folder)) {
      assertEquals(ENTRIES, index.indexedSequence());
      assertEquals(ENTRIES, count(index));
      assertNull(index.status().discarded());
    }
  }

  @Test
  void goesOnFeeding_whenItsBufferRunsOverAfterACommit() throws Exception {
    try (LuceneSearchIndex index =
        LuceneSearchIndex.open(folder, () -> Long.MAX_VALUE, new SearchSettings("en", 1, 50))) {
      feed(index, 1);
      index.commit();
      Random random = new Random(3);
      List<SearchUpdate> updates = new ArrayList<>();
      for (int slot = 2; slot < 5_000; slot++) {
        updates.add(Samples.ticket(slot, "printer " + slot, Long.toString(random.nextLong())));
      }
      index.apply(1, 2, updates);
      assertEquals(2, index.indexedSequence());
      assertEquals(4_999, count(index));
    }
  }

  @Test
  void replaysFromTheCommittedEntryAfterAKill() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, 120);
      assertEquals(120, index.commit());
      feed(index, ENTRIES);
      index.refresh();
      kill();
    }
    try (LuceneSearchIndex index = open(crashed)) {
      assertEquals(120, index.indexedSequence());
      assertEquals(120, count(index));
      feed(index, ENTRIES);
      assertEquals(ENTRIES, count(index));
    }
  }

  @Test
  void skipsEntriesItAlreadyHolds() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      index.apply(index.indexedSequence(), 5, entry(1));
      index.apply(index.indexedSequence(), 5, entry(2));
      index.apply(index.indexedSequence(), 3, entry(3));
      assertEquals(1, count(index));
      assertEquals(5, index.indexedSequence());
    }
  }

  @Test
  void replacesAndRemovesDocuments() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, 3);
      index.apply(index.indexedSequence(), 4, List.of(Samples.ticket(1, "scanner", "x")));
      assertEquals(2, count(index));
      index.apply(
          index.indexedSequence(), 5, List.of(new SearchUpdate.RemoveTicket(Samples.id(2))));
      assertEquals(1, count(index));
      assertEquals(2, index.search(Samples.page("message", 1, null)).totalCount());
      index.apply(
          index.indexedSequence(), 6, List.of(new SearchUpdate.RemoveMessage(Samples.id(3), 0)));
      index.refresh();
      assertEquals(1, index.search(Samples.page("message", 1, null)).totalCount());
    }
  }

  @Test
  void startsEmptyWhenItIsAheadOfTheLog() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, ENTRIES);
    }
    try (LuceneSearchIndex index = open(folder, ENTRIES - 1)) {
      assertEquals(0, index.indexedSequence());
      assertNotNull(index.status().discarded());
    }
  }

  @Test
  void startsEmptyWhenAnyFileIsMissing() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, ENTRIES);
      index.commit();
      kill();
    }
    for (Path file : files(crashed)) {
      byte[] bytes = Files.readAllBytes(file);
      List<Path> before = files(crashed);
      List<byte[]> contents = new ArrayList<>();
      for (Path f : before) {
        contents.add(Files.readAllBytes(f));
      }
      Files.delete(file);
      try (LuceneSearchIndex index = open(crashed)) {
        assertEquals(0, index.indexedSequence(), file.toString());
        feed(index, 10);
        assertEquals(10, count(index));
      }
      Files.deleteIfExists(crashed.resolve("clean"));
      for (Path f : files(crashed)) {
        Files.delete(f);
      }
      for (int i = 0; i < before.size(); i++) {
        Files.write(before.get(i), contents.get(i));
      }
      assertTrue(bytes.length > 0);
    }
  }

  @Test
  void neverTrustsFlippedBytesAfterAKill() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, ENTRIES);
      index.commit();
      kill();
    }
    List<Path> before = files(crashed);
    List<byte[]> contents = new ArrayList<>();
    for (Path f : before) {
      contents.add(Files.readAllBytes(f));
    }
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int victim = random.nextInt(before.size());
      byte[] bytes = contents.get(victim).clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(before.get(victim), bytes);
      try (LuceneSearchIndex index = open(crashed)) {
        assertEquals(0, index.indexedSequence(), "seed " + seed + " " + before.get(victim));
      }
      for (Path f : files(crashed)) {
        Files.delete(f);
      }
      Files.deleteIfExists(crashed.resolve("clean"));
      for (int i = 0; i < before.size(); i++) {
        Files.write(before.get(i), contents.get(i));
      }
    }
  }

  @Test
  void noticesFilesChangedAfterAnOrderlyClose() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, ENTRIES);
    }
    Path largest =
        files(folder).stream()
            .max(Comparator.comparingLong(f -> f.toFile().length()))
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(largest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(largest, bytes);
    Files.setLastModifiedTime(largest, FileTime.fromMillis(1_000_000));
    try (LuceneSearchIndex index = open(folder)) {
      assertEquals(0, index.indexedSequence());
      assertNotNull(index.status().discarded());
    }
  }

  @Test
  void anInterruptedReaderDoesNotStopIndexing() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      for (int round = 1; round <= 20; round++) {
        long sequence = round;
        feed(index, sequence);
        Thread reader =
            Thread.ofVirtual()
                .start(() -> {
                  Thread.currentThread().interrupt();
                  try {
                    index.awaitSearchable(sequence);
                  } catch (SearchUnavailable interrupted) {
                    // The interrupted one may go without; nobody else must.
                    assertEquals(SearchUnavailable.Reason.LAGGING, interrupted.reason());
                  }
                });
        reader.join();
      }
      index.awaitSearchable(20);
      assertTrue(index.status().healthy());
      assertEquals(20, count(index));
    }
  }

  @Test
  void aLeftOverLockFileDoesNoHarm() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, 10);
    }
    Files.writeString(folder.resolve("index").resolve("write.lock"), "left over");
    try (LuceneSearchIndex index = open(folder)) {
      assertEquals(10, count(index));
    }
  }

  @Test
  void aSecondOpenerIsRefused() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, 1);
      SearchUnavailable refusal = assertThrows(SearchUnavailable.class, () -> open(folder));
      assertEquals(SearchUnavailable.Reason.LOCKED, refusal.reason());
    }
  }

  @Test
  void aWriteIsSearchableOnceAwaited() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      Thread feeder = Thread.ofVirtual().start(() -> feed(index, 50));
      for (long s = 1; s <= 50; s++) {
        while (true) {
          try {
            index.awaitSearchable(s);
            break;
          } catch (SearchUnavailable lagging) {
            assertEquals(SearchUnavailable.Reason.LAGGING, lagging.reason());
          }
        }
        assertTrue(index.search(Samples.page("printer " + s, 5, null)).totalCount() > 0);
      }
      feeder.join();
      SearchUnavailable late =
          assertThrows(SearchUnavailable.class, () -> index.awaitSearchable(51));
      assertEquals(SearchUnavailable.Reason.LAGGING, late.reason());
    }
  }

  @Test
  void commitsHoldExactlyWhatTheirSequenceSaysWhileTheFeederGoesOn() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      Thread feeder = Thread.ofPlatform().start(() -> feed(index, 3_000));
      while (feeder.isAlive()) {
        index.commit();
        index.refresh();
      }
      feeder.join();
      long committed = index.commit();
      assertEquals(3_000, committed);
      feed(index, 3_100);
      Thread late = Thread.ofPlatform().start(() -> feed(index, 6_000));
      committed = index.commit();
      kill();
      late.join();
    }
    try (LuceneSearchIndex index = open(crashed)) {
      long sequence = index.indexedSequence();
      assertTrue(sequence >= 3_100);
      assertEquals(sequence, count(index));
    }
  }

  @Test
  void rebuildStartsFromNothing() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, 20);
      index.commit();
      assertEquals(20, count(index));
      index.rebuild();
      assertEquals(0, index.indexedSequence());
      feed(index, 5);
      // The old view answers until the new index has caught up with it.
      assertEquals(20, index.search(Samples.page("printer", 1, null)).totalCount());
      feed(index, 25);
      assertEquals(25, count(index));
      assertFalse(index.status().discarded().isEmpty());
    }
  }

  @Test
  void refusesAFeedThatLeavesEntriesOut() throws Exception {
    try (LuceneSearchIndex index = open(folder)) {
      feed(index, 20);
      index.rebuild();
      SearchUnavailable gap =
          assertThrows(SearchUnavailable.class, () -> index.apply(20, 21, entry(21)));
      assertEquals(SearchUnavailable.Reason.GAP, gap.reason());
      assertTrue(index.status().healthy());
      feed(index, 21);
      assertEquals(21, count(index));
    }
  }

  @Test
  void saysSoWhenItIsClosed() throws Exception {
    LuceneSearchIndex index = open(folder);
    index.close();
    index.close();
    SearchUnavailable refusal =
        assertThrows(SearchUnavailable.class, () -> index.search(Samples.all("x")));
    assertEquals(SearchUnavailable.Reason.CLOSED, refusal.reason());
    assertFalse(index.status().healthy());
  }
}
