package dev.trestle.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Matches tickets of a set and all their messages, so that a condition on a ticket's field also
 * holds for what was written in it.
 */
final class SlotSetQuery extends Query {
  /** A look-up per document; what Lucene uses for doc values. */
  private static final float MATCH_COST = 5;

  private final FixedBitSet slots;

  SlotSetQuery(FixedBitSet slots) {
    this.slots = slots;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
        NumericDocValues keys = context.reader().getNumericDocValues(Fields.KEY);
        if (keys == null) {
          return null;
        }
        int maxDoc = context.reader().maxDoc();
        TwoPhaseIterator matches =
            new TwoPhaseIterator(DocIdSetIterator.all(maxDoc)) {
              @Override
              public boolean matches() throws IOException {
                if (!keys.advanceExact(approximation.docID())) {
                  return false;
                }
                int slot = Fields.slot(keys.longValue());
                return slot < slots.length() && slots.get(slot);
              }

              @Override
              public float matchCost() {
                return MATCH_COST;
              }
            };
        return ConstantScoreScorerSupplier.fromIterator(
            TwoPhaseIterator.asDocIdSetIterator(matches), score(), scoreMode, maxDoc);
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return false;
      }
    };
  }

  @Override
  public String toString(String field) {
    return "slots(" + slots.cardinality() + ")";
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  // The set is made for one search; equality of sets is never worth comparing.
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
