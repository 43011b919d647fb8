package dev.trestle.search;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.FixedBitSet;

/** Gathers the slots of the tickets that a query matches. */
final class SlotCollector extends SimpleCollector {
  private FixedBitSet slots = new FixedBitSet(1024);
  private NumericDocValues keys = DocValues.emptyNumeric();

  static FixedBitSet slots(IndexSearcher searcher, Query query) throws IOException {
    return searcher.search(
        query,
        new CollectorManager<SlotCollector, FixedBitSet>() {
          @Override
          public SlotCollector newCollector() {
            return new SlotCollector();
          }

          @Override
          public FixedBitSet reduce(Collection<SlotCollector> collectors) {
            FixedBitSet all = new FixedBitSet(0);
            for (SlotCollector collector : collectors) {
              FixedBitSet larger = FixedBitSet.ensureCapacity(all, collector.slots.length());
              larger.or(collector.slots);
              all = larger;
            }
            return all;
          }
        });
  }

  @Override
  protected void doSetNextReader(LeafReaderContext context) throws IOException {
    keys = DocValues.getNumeric(context.reader(), Fields.KEY);
  }

  @Override
  public void collect(int doc) throws IOException {
    if (keys.advanceExact(doc)) {
      int slot = Fields.slot(keys.longValue());
      slots = FixedBitSet.ensureCapacity(slots, slot + 1);
      slots.set(slot);
    }
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }
}
