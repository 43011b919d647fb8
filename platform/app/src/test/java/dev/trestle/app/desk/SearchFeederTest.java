package dev.trestle.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.Await;
import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.directory.SetUpDesk;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.search.SearchIndex;
import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchStatus;
import dev.trestle.domain.search.SearchUnavailable;
import dev.trestle.domain.search.SearchUnavailable.Reason;
import dev.trestle.domain.search.SearchUpdate;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.search.LuceneSearchIndex;
import dev.trestle.search.SearchSettings;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.LocalDesk;
import dev.trestle.store.log.MemoryCommitLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the feeder does when feeding fails: it goes on by itself, and nothing is left out. */
class SearchFeederTest {
  @TempDir private Path folder;
  private LocalDesk desk;
  private Stumbling index;

  @BeforeEach
  void open() throws IOException {
    desk =
        LocalDesk.open(
            DeskOptions.of(
                new DeskSchema(List.of()),
                DeskParts.deciders(),
                InstantSource.system(),
                UUID::randomUUID,
                new Metrics()),
            MemoryCommitLog.create(),
            null);
    Viewer itself =
        new Viewer(null, PrincipalKind.SYSTEM, "desk", null, List.of(), Permissions.ALL, null);
    SetUpDesk setUp = new SetUpDesk("Test desk", "Ada", "ada@desk.example", "-", false, "UTC");
    assertTrue(desk.execute(setUp, new Envelope(itself, null, 0, false, null)).done());
    index =
        new Stumbling(
            LuceneSearchIndex.open(folder, () -> desk.snapshot().sequence(), SearchSettings.USUAL));
  }

  @AfterEach
  void close() {
    index.close();
    desk.close();
  }

  private void goesOnAfter(RuntimeException... troubles) {
    index.troubles.addAll(List.of(troubles));
    try (SearchFeeder feeder = new SearchFeeder(desk, index, new Metrics())) {
      long last = desk.snapshot().sequence();
      Await.until("the index has everything", () -> index.indexedSequence() == last);
      assertTrue(index.troubles.isEmpty());
      index.awaitSearchable(last);
    }
  }

  @Test
  void feedsAgainFromWhereTheIndexIs_afterAFaultOfItsOwn() {
    goesOnAfter(new IllegalStateException("a document that nobody thought of"));
    assertEquals(1, index.reopened.get());
    assertEquals(0, index.rebuilt.get());
  }

  @Test
  void feedsAgain_afterTheIndexCouldNotTakeSomething_howeverOften() {
    goesOnAfter(
        new SearchUnavailable(Reason.INDEXING_FAILED, "The disk is full.", null),
        new SearchUnavailable(Reason.GAP, "That was not the next one.", null));
    assertEquals(1, index.reopened.get());
    assertEquals(0, index.rebuilt.get());
  }

  @Test
  void buildsTheIndexAnew_whenItIsDamaged() {
    goesOnAfter(new SearchUnavailable(Reason.DAMAGED, "A file cannot be read.", null));
    assertEquals(1, index.rebuilt.get());
  }

  /** A sound index that fails in the given ways first. */
  private static final class Stumbling implements SearchIndex {
    private final SearchIndex sound;
    final Queue<RuntimeException> troubles = new ConcurrentLinkedQueue<>();
    final AtomicInteger reopened = new AtomicInteger();
    final AtomicInteger rebuilt = new AtomicInteger();

    Stumbling(SearchIndex sound) {
      this.sound = sound;
    }

    @Override
    public long indexedSequence() {
      return sound.indexedSequence();
    }

    @Override
    public long searchableSequence() {
      return sound.searchableSequence();
    }

    @Override
    public void apply(long after, long sequence, List<SearchUpdate> updates) {
      RuntimeException trouble = troubles.poll();
      if (trouble != null) {
        throw trouble;
      }
      sound.apply(after, sequence, updates);
    }

    @Override
    public long commit() {
      return sound.commit();
    }

    @Override
    public void refresh() {
      sound.refresh();
    }

    @Override
    public void awaitSearchable(long sequence) {
      sound.awaitSearchable(sequence);
    }

    @Override
    public SearchResult search(SearchRequest request) {
      return sound.search(request);
    }

    @Override
    public void reopen() {
      reopened.incrementAndGet();
      sound.reopen();
    }

    @Override
    public void rebuild() {
      rebuilt.incrementAndGet();
      sound.rebuild();
    }

    @Override
    public SearchStatus status() {
      return sound.status();
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
