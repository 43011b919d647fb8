package dev.trestle.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.search.SearchUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  @TempDir Path folder;

  private final AtomicBoolean full = new AtomicBoolean();

  /** A disk that can be full. */
  private final class FillingDisk extends FilterDirectory {
    FillingDisk(Directory inner) {
      super(inner);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      return new FilterIndexOutput("filling", name, in.createOutput(name, context)) {
        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
          requireSpace();
          out.writeBytes(bytes, offset, length);
        }

        @Override
        public void writeByte(byte value) throws IOException {
          requireSpace();
          out.writeByte(value);
        }
      };
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      requireSpace();
      in.sync(names);
    }

    private void requireSpace() throws IOException {
      if (full.get()) {
        throw new IOException("No space left on device");
      }
    }
  }

  private static void feed(LuceneSearchIndex index, long to) {
    for (long s = index.indexedSequence() + 1; s <= to; s++) {
      index.apply(index.indexedSequence(), s, List.of(Samples.ticket((int) s, "printer", "text")));
    }
  }

  private static int count(LuceneSearchIndex index) {
    return index.search(Samples.page("printer", 1, null)).totalCount();
  }

  @Test
  void searchesGoOnAndIndexingRecoversWithoutARestart() throws Exception {
    try (LuceneSearchIndex index =
        LuceneSearchIndex.open(
            folder,
            () -> Long.MAX_VALUE,
            SearchSettings.USUAL,
            path -> new FillingDisk(new MMapDirectory(path)))) {
      feed(index, 100);
      index.commit();
      feed(index, 150);
      index.refresh();
      assertEquals(150, count(index));

      feed(index, 160);
      full.set(true);
      SearchUnavailable refusal = assertThrows(SearchUnavailable.class, index::commit);
      assertEquals(SearchUnavailable.Reason.INDEXING_FAILED, refusal.reason());
      assertNotNull(index.status().failure());
      assertThrows(SearchUnavailable.class, () -> feed(index, 170));
      assertThrows(SearchUnavailable.class, () -> index.awaitSearchable(161));
      assertEquals(150, count(index));

      full.set(false);
      index.reopen();
      assertTrue(index.status().healthy());
      assertEquals(100, index.indexedSequence());
      feed(index, 120);
      index.refresh();
      assertEquals(150, count(index), "the view never goes back in time");
      feed(index, 200);
      index.awaitSearchable(200);
      assertEquals(200, count(index));
      assertEquals(200, index.commit());
    }
  }

  @Test
  void aRefreshThatFailsLeavesTheLastView() throws Exception {
    try (LuceneSearchIndex index =
        LuceneSearchIndex.open(
            folder,
            () -> Long.MAX_VALUE,
            SearchSettings.USUAL,
            path -> new FillingDisk(new MMapDirectory(path)))) {
      feed(index, 50);
      index.refresh();
      feed(index, 60);
      full.set(true);
      assertThrows(SearchUnavailable.class, () -> index.awaitSearchable(60));
      assertEquals(50, count(index));
      assertThrows(
          SearchUnavailable.class, () -> index.apply(index.indexedSequence(), 61, List.of()));
      full.set(false);
      index.rebuild();
      assertEquals(0, index.indexedSequence());
      feed(index, 60);
      index.awaitSearchable(60);
      assertEquals(60, count(index));
    }
  }
}
