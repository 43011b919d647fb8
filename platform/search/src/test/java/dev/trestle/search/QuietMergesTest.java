package dev.trestle.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietMergesTest {
  private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int PARTS = 14;

  private final AtomicLong nanos = new AtomicLong(1);
  private final AtomicLong merged = new AtomicLong();
  private final Rush rush = new Rush(nanos::get);
  private final QuietMerges merges = new QuietMerges(merged, rush, 1);
  private IndexWriter writer;

  @BeforeEach
  void open() throws IOException {
    writer =
        new IndexWriter(
            new ByteBuffersDirectory(),
            new IndexWriterConfig()
                .setMergePolicy(QuietMerges.policy(1))
                .setMergeScheduler(merges)
                // A commit shall not itself wait for merges that wait.
                .setMaxFullFlushMergeWaitMillis(0)
                .setCommitOnClose(false));
  }

  @AfterEach
  void close() throws IOException {
    writer.rollback();
  }

  @Test
  void mergesAtOnce_whileLittleIsFed() throws IOException {
    feed(1, 10);

    makeParts(PARTS);

    await(() -> merged.get() > 0);
  }

  @Test
  void waitsForTheEndOfARush_andThenMerges() throws IOException {
    feed(1, 4);

    makeParts(PARTS);

    await(() -> merges.waiting() == 1);
    assertEquals(0, merged.get());
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(15));
    await(() -> merged.get() > 0);
  }

  @Test
  void mergesInARush_onceManySearchesPayForTheParts() throws IOException {
    feed(1, 4);
    makeParts(PARTS);
    await(() -> merges.waiting() == 1);

    for (int i = 0; i < QuietMerges.SEARCHES_MAX; i++) {
      rush.searched();
    }

    await(() -> merged.get() > 0);
  }

  @Test
  void mergesInARush_whenMoreWaitThanMay() throws IOException {
    feed(1, 4);

    makeParts(PARTS * (QuietMerges.WAITING_MAX + 1));

    await(() -> merged.get() > 0);
    assertTrue(merges.waiting() <= QuietMerges.WAITING_MAX);
  }

  @Test
  void givesUpWhatWaits_whenTheWriterCloses() throws IOException {
    feed(1, 4);
    makeParts(PARTS);
    await(() -> merges.waiting() == 1);

    writer.rollback();

    assertEquals(0, merged.get());
    assertEquals(0, merges.waiting());
  }

  /** Feeding takes this share of some seconds. */
  private void feed(int share, int of) {
    for (int i = 0; i < 2 * of; i++) {
      long start = nanos.get();
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(share) / of);
      rush.fedSince(start);
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(of - share) / of);
    }
  }

  private void makeParts(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Document document = new Document();
      document.add(new StringField("id", "d" + i, Field.Store.NO));
      writer.addDocument(document);
      writer.commit();
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + BOUND_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "not in time");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
