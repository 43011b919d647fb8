package dev.trestle.search;

import dev.trestle.domain.search.SearchResult.Highlight;
import dev.trestle.domain.search.SearchResult.Hit;
import dev.trestle.domain.search.SearchType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

/**
 * Reads what a page of hits shows. Texts are kept as doc values: one look-up by address, where
 * stored fields would unpack a block per hit.
 */
final class HitLoader {
  private final DirectoryReader reader;
  private final Highlighter highlighter;
  private final int fragments;

  HitLoader(DirectoryReader reader, Highlighter highlighter, int fragments) {
    this.reader = reader;
    this.highlighter = highlighter;
    this.fragments = fragments;
  }

  List<Hit> load(HitCollector hits, Set<String> corrected, IntFunction<String> cursors)
      throws IOException {
    int count = hits.kept();
    // Doc values are read forwards only, so the hits are loaded in the order of the index.
    long[] order = new long[count];
    for (int i = 0; i < count; i++) {
      order[i] = (long) hits.docs[i] << 32 | i;
    }
    Arrays.sort(order);
    Hit[] loaded = new Hit[count];
    List<LeafReaderContext> leaves = reader.leaves();
    int at = 0;
    while (at < count) {
      int doc = (int) (order[at] >>> 32);
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
      Segment segment = new Segment(leaf.reader());
      int end = leaf.docBase + leaf.reader().maxDoc();
      for (; at < count && (int) (order[at] >>> 32) < end; at++) {
        int i = (int) order[at];
        loaded[i] =
            segment.hit(
                (int) (order[at] >>> 32) - leaf.docBase,
                hits.keys[i],
                hits.scores[i],
                cursors.apply(i),
                corrected);
      }
    }
    return List.of(loaded);
  }

  private final class Segment {
    private final BinaryDocValues ids;
    private final NumericDocValues times;
    private final BinaryDocValues subjects;
    private final BinaryDocValues texts;

    Segment(LeafReader leaf) throws IOException {
      ids = DocValues.getBinary(leaf, Fields.TICKET_ID);
      times = DocValues.getNumeric(leaf, Fields.TIME);
      subjects = DocValues.getBinary(leaf, Fields.SUBJECT_SOURCE);
      texts = DocValues.getBinary(leaf, Fields.TEXT_SOURCE);
    }

    Hit hit(int doc, long key, float score, String cursor, Set<String> corrected)
        throws IOException {
      if (!ids.advanceExact(doc) || !times.advanceExact(doc)) {
        throw new IllegalStateException("Document " + doc + " has no id or time");
      }
      BytesRef id = ids.binaryValue();
      ByteBuffer uuid = ByteBuffer.wrap(id.bytes, id.offset, id.length);
      boolean message = Fields.isMessage(key);
      List<Highlight> highlights = new ArrayList<>();
      if (fragments > 0) {
        Language language = Fields.language(times.longValue());
        mark(Fields.SUBJECT, subjects, doc, language, 1, corrected, highlights);
        mark(Fields.TEXT, texts, doc, language, fragments, corrected, highlights);
      }
      return new Hit(
          message ? SearchType.MESSAGE : SearchType.TICKET,
          new UUID(uuid.getLong(), uuid.getLong()),
          Fields.slot(key),
          message ? Fields.ordinal(key) : null,
          score,
          highlights,
          cursor);
    }

    private void mark(
        String field,
        BinaryDocValues sources,
        int doc,
        Language language,
        int most,
        Set<String> corrected,
        List<Highlight> highlights)
        throws IOException {
      if (sources.advanceExact(doc)) {
        String text = sources.binaryValue().utf8ToString();
        highlights.addAll(highlighter.highlight(field, text, language, most, corrected));
      }
    }
  }
}
