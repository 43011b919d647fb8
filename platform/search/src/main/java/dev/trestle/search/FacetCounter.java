package dev.trestle.search;

import dev.trestle.domain.search.SearchResult.Facet;
import dev.trestle.domain.search.SearchResult.FacetValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;

/** Counts the values of the facet fields over the tickets found, segment by segment. */
final class FacetCounter {
  /** Longer lists help nobody to choose. */
  static final int VALUES_MAX = 50;

  private static final int FIELDS = Fields.FACETS.size();

  private final List<Map<String, Integer>> totals = new ArrayList<>(FIELDS);
  private final SortedSetDocValues[] values = new SortedSetDocValues[FIELDS];
  private final int[][] ordinals = new int[FIELDS][16];
  private final int[] sizes = new int[FIELDS];

  FacetCounter() {
    for (int f = 0; f < FIELDS; f++) {
      totals.add(new HashMap<>());
    }
  }

  void start(LeafReader reader) throws IOException {
    for (int f = 0; f < FIELDS; f++) {
      values[f] = DocValues.getSortedSet(reader, Fields.FACETS.get(f));
      sizes[f] = 0;
    }
  }

  void count(int doc) throws IOException {
    for (int f = 0; f < FIELDS; f++) {
      SortedSetDocValues field = values[f];
      if (field.advanceExact(doc)) {
        for (int n = field.docValueCount(); n > 0; n--) {
          if (sizes[f] == ordinals[f].length) {
            fold(f);
          }
          ordinals[f][sizes[f]++] = (int) field.nextOrd();
        }
      }
    }
  }

  void finish() throws IOException {
    for (int f = 0; f < FIELDS; f++) {
      drain(f);
    }
  }

  /** Makes room by growing, or by adding up when much has gathered. */
  private void fold(int f) throws IOException {
    if (sizes[f] >= 1 << 16) {
      drain(f);
    } else {
      ordinals[f] = Arrays.copyOf(ordinals[f], sizes[f] * 2);
    }
  }

  private void drain(int f) throws IOException {
    int size = sizes[f];
    int[] found = ordinals[f];
    Arrays.sort(found, 0, size);
    for (int i = 0; i < size; ) {
      int end = i + 1;
      while (end < size && found[end] == found[i]) {
        end++;
      }
      totals.get(f).merge(values[f].lookupOrd(found[i]).utf8ToString(), end - i, Integer::sum);
      i = end;
    }
    sizes[f] = 0;
  }

  List<Facet> facets(int tickets, int messages) {
    List<Facet> facets = new ArrayList<>(FIELDS + 1);
    Map<String, Integer> kinds = new HashMap<>();
    kinds.put("TICKET", tickets);
    kinds.put("MESSAGE", messages);
    facets.add(facet("kind", kinds));
    for (int f = 0; f < FIELDS; f++) {
      facets.add(facet(Fields.FACETS.get(f), totals.get(f)));
    }
    return facets;
  }

  private static Facet facet(String field, Map<String, Integer> counts) {
    return new Facet(
        field,
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> new FacetValue(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingInt(FacetValue::count)
                    .reversed()
                    .thenComparing(FacetValue::value))
            .limit(VALUES_MAX)
            .toList());
  }
}
