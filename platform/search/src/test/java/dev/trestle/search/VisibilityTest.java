package dev.trestle.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchResult.Facet;
import dev.trestle.domain.search.SearchResult.FacetValue;
import dev.trestle.domain.search.SearchUpdate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a viewer may not see is as if it were not there; checked against plain filtering. */
class VisibilityTest {
  private static final String[] WORDS = {"alpha", "bravo", "charlie", "delta", "echo"};
  private static final int TICKETS = 300;

  private record Doc(
      String name, int slot, boolean note, boolean message, String queue, Set<String> words) {}

  @TempDir Path folder;

  @Test
  void countsFindsAndFacetsOnlyWhatFilteringLeaves() throws Exception {
    try (LuceneSearchIndex index =
        LuceneSearchIndex.open(folder, () -> Long.MAX_VALUE, SearchSettings.USUAL)) {
      List<Doc> docs = fill(index);
      for (long seed = 0; seed < 150; seed++) {
        try {
          check(index, docs, new Random(seed));
        } catch (AssertionError e) {
          throw new AssertionError("seed " + seed, e);
        }
      }
    }
  }

  @Test
  void correctionsNameOnlyWordsTheViewerCanRead() throws Exception {
    try (LuceneSearchIndex index =
        LuceneSearchIndex.open(folder, () -> Long.MAX_VALUE, SearchSettings.USUAL)) {
      index.apply(
          index.indexedSequence(),
          1,
          List.of(Samples.ticket(1, "takeover", "x"), Samples.message(2, 0, false, "takeover")));
      index.refresh();
      SearchResult result =
          index.search(
              new SearchRequest(
                  "takeovr", 10, null, Set.of(), s -> s == 2, false, true, Samples.NOW, 2));
      assertEquals(0, result.totalCount());
      assertEquals(List.of(), result.correctedTerms());
    }
  }

  private static List<Doc> fill(LuceneSearchIndex index) {
    Random random = new Random(42);
    List<Doc> docs = new ArrayList<>();
    long sequence = 0;
    for (int slot = 0; slot < TICKETS; slot++) {
      List<SearchUpdate> updates = new ArrayList<>();
      String queue = "Queue " + random.nextInt(4);
      Set<String> words = words(random);
      updates.add(
          Samples.ticket(
              slot, "ticket", String.join(" ", words), queue, Map.of(), Samples.NOW - slot));
      docs.add(new Doc("" + slot, slot, false, false, queue, words));
      for (int m = random.nextInt(4); m > 0; m--) {
        boolean note = random.nextBoolean();
        Set<String> said = words(random);
        updates.add(Samples.message(slot, m, !note, String.join(" ", said)));
        docs.add(new Doc(slot + "." + m, slot, note, true, queue, said));
      }
      index.apply(index.indexedSequence(), ++sequence, updates);
      if (slot % 50 == 0) {
        index.refresh();
      }
    }
    index.refresh();
    return docs;
  }

  private static Set<String> words(Random random) {
    Set<String> words = new TreeSet<>();
    for (String word : WORDS) {
      if (random.nextInt(3) == 0) {
        words.add(word);
      }
    }
    words.add("always");
    return words;
  }

  private static void check(LuceneSearchIndex index, List<Doc> docs, Random random) {
    BitSet visible = new BitSet();
    for (int slot = 0; slot < TICKETS; slot++) {
      visible.set(slot, random.nextInt(4) == 0);
    }
    boolean notes = random.nextBoolean();
    String first = WORDS[random.nextInt(WORDS.length)];
    String second = WORDS[random.nextInt(WORDS.length)];
    int queue = random.nextInt(4);
    boolean not = random.nextBoolean();
    boolean byQueue = random.nextBoolean();
    String query =
        "always "
            + first
            + (not ? " -" : " ")
            + second
            + (byQueue ? " queue:\"queue " + queue + "\"" : "");
    Set<String> expected = new TreeSet<>();
    Map<String, Integer> queues = new TreeMap<>();
    for (Doc doc : docs) {
      boolean matches =
          doc.words().contains(first)
              && doc.words().contains(second) != not
              && (!byQueue || doc.queue().equals("Queue " + queue));
      if (matches && visible.get(doc.slot()) && (notes || !doc.note())) {
        expected.add(doc.name());
        if (!doc.message()) {
          queues.merge(doc.queue(), 1, Integer::sum);
        }
      }
    }
    SearchResult result =
        index.search(
            new SearchRequest(
                query, 200, null, Set.of(), visible::get, notes, true, Samples.NOW, 1));
    if (result.relaxed()) {
      // Nothing held all words; some of them may then match, but still only what is visible.
      assertEquals(Set.of(), expected);
      result.hits().forEach(h -> assertEquals(true, visible.get(h.ticketSlot())));
      return;
    }
    assertEquals(expected, new TreeSet<>(Samples.names(result)));
    assertEquals(expected.size(), result.totalCount());
    Map<String, Integer> counted = new TreeMap<>();
    for (Facet facet : result.facets()) {
      if (facet.field().equals("queue")) {
        for (FacetValue value : facet.values()) {
          counted.put(value.value(), value.count());
        }
      }
    }
    assertEquals(queues, counted);
  }
}
