package dev.trestle.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trestle.domain.search.SearchCursorRefused;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchUpdate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagingTest {
  @TempDir Path folder;

  @Test
  void pagesNeitherSkipNorRepeatHits() throws Exception {
    try (LuceneSearchIndex index =
        LuceneSearchIndex.open(folder, () -> Long.MAX_VALUE, SearchSettings.USUAL)) {
      List<SearchUpdate> updates = new ArrayList<>();
      for (int slot = 0; slot < 150; slot++) {
        // Many equal texts give many equal scores, so that the tie-break is tried.
        updates.add(Samples.ticket(slot, "printer", "word ".repeat(slot % 3)));
        updates.add(Samples.message(slot, 0, true, "printer " + "more ".repeat(slot % 2)));
      }
      index.apply(index.indexedSequence(), 1, updates);
      index.refresh();
      for (String query : List.of("printer", "prinetr", "printer unheardof", "")) {
        List<String> whole = new ArrayList<>();
        String after = null;
        SearchResult page;
        do {
          page = index.search(Samples.page(query, 37, after));
          whole.addAll(Samples.names(page));
          after = page.hits().getLast().cursor();
        } while (page.hasMore());
        assertEquals(page.totalCount(), whole.size(), query);
        assertEquals(whole.size(), whole.stream().distinct().count(), query);
        assertEquals(
            Samples.names(index.search(Samples.page(query, 200, null))),
            whole.subList(0, Math.min(200, whole.size())),
            query);
      }
    }
  }

  @Test
  void refusesCursorsThatAreNotItsOwn() throws Exception {
    try (LuceneSearchIndex index =
        LuceneSearchIndex.open(folder, () -> Long.MAX_VALUE, SearchSettings.USUAL)) {
      Random random = new Random(3);
      for (int i = 0; i < 200; i++) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        String cursor = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThrows(
            SearchCursorRefused.class, () -> index.search(Samples.page("printer", 5, cursor)));
      }
    }
  }
}
