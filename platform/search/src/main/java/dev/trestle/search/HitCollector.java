package dev.trestle.search;

import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchType;
import java.io.IOException;
import java.util.function.IntPredicate;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/**
 * Counts the hits the viewer may see and keeps the best of them. What is invisible is dropped
 * before it is counted, scored or looked at in any other way.
 *
 * <p>A score is the text score times 0.8 for messages, times 1 + 0.3 / (1 + age / 30 days). Equal
 * scores are ordered by the newer ticket, then by the later message.
 */
final class HitCollector extends SimpleCollector {
  private static final float MESSAGE_SHARE = 0.8f;
  private static final float RECENCY_SHARE = 0.3f;
  private static final float RECENCY_SECONDS = 30f * 24 * 60 * 60;

  /** Lets age decide among hits that were found by conditions alone and so have no text score. */
  private static final float SCORE_MIN = 0.01f;

  private final @Nullable IntPredicate visible;
  private final boolean notes;
  private final boolean tickets;
  private final boolean messages;
  private final long nowSeconds;
  private final @Nullable Cursor after;
  private final @Nullable FacetCounter facets;

  /** The best hits so far, best first. */
  final int[] docs;

  final float[] scores;
  final long[] keys;
  private int kept;
  private int ticketCount;
  private int messageCount;
  private int passed;

  private int docBase;
  private NumericDocValues keyValues = DocValues.emptyNumeric();
  private NumericDocValues timeValues = DocValues.emptyNumeric();
  private @Nullable Scorable scorer;

  /**
   * @param first how many hits to keep
   */
  HitCollector(SearchRequest request, int first, long nowMillis, @Nullable Cursor after) {
    this.visible = request.visibleTickets();
    this.notes = request.mayReadNotes();
    this.tickets = request.wants(SearchType.TICKET);
    this.messages = request.wants(SearchType.MESSAGE);
    this.nowSeconds = nowMillis / 1000;
    this.after = after;
    this.facets = request.facets() ? new FacetCounter() : null;
    this.docs = new int[first];
    this.scores = new float[first];
    this.keys = new long[first];
  }

  int totalCount() {
    return ticketCount + messageCount;
  }

  int ticketCount() {
    return ticketCount;
  }

  int messageCount() {
    return messageCount;
  }

  int kept() {
    return kept;
  }

  /** Whether hits follow behind those kept. */
  boolean hasMore() {
    return totalCount() - passed > kept;
  }

  @Nullable FacetCounter facets() {
    return facets;
  }

  @Override
  protected void doSetNextReader(LeafReaderContext context) throws IOException {
    docBase = context.docBase;
    keyValues = DocValues.getNumeric(context.reader(), Fields.KEY);
    timeValues = DocValues.getNumeric(context.reader(), Fields.TIME);
    if (facets != null) {
      facets.start(context.reader());
    }
  }

  @Override
  public void finish() throws IOException {
    if (facets != null) {
      facets.finish();
    }
  }

  @Override
  public void setScorer(Scorable newScorer) {
    scorer = newScorer;
  }

  @Override
  public void collect(int doc) throws IOException {
    if (!keyValues.advanceExact(doc)) {
      return;
    }
    long key = keyValues.longValue();
    boolean message = Fields.isMessage(key);
    if (message ? !messages || !(notes || Fields.isPublic(key)) : !tickets) {
      return;
    }
    if (visible != null && !visible.test(Fields.slot(key))) {
      return;
    }
    if (message) {
      messageCount++;
    } else {
      ticketCount++;
      if (facets != null) {
        facets.count(doc);
      }
    }
    float score = score(doc, message);
    if (after != null && !precedes(after.score(), after.key(), score, key)) {
      passed++;
    } else if (kept < docs.length || precedes(score, key, scores[kept - 1], keys[kept - 1])) {
      keep(docBase + doc, score, key);
    }
  }

  private float score(int doc, boolean message) throws IOException {
    float text = scorer == null ? 0 : scorer.score();
    long seconds = timeValues.advanceExact(doc) ? Fields.seconds(timeValues.longValue()) : 0;
    float age = Math.max(0, nowSeconds - seconds) / RECENCY_SECONDS;
    return (text + SCORE_MIN) * (message ? MESSAGE_SHARE : 1) * (1 + RECENCY_SHARE / (1 + age));
  }

  private static boolean precedes(float score, long key, float otherScore, long otherKey) {
    return score > otherScore || (score == otherScore && key > otherKey);
  }

  private void keep(int doc, float score, long key) {
    int at = kept < docs.length ? kept++ : kept - 1;
    while (at > 0 && precedes(score, key, scores[at - 1], keys[at - 1])) {
      docs[at] = docs[at - 1];
      scores[at] = scores[at - 1];
      keys[at] = keys[at - 1];
      at--;
    }
    docs[at] = doc;
    scores[at] = score;
    keys[at] = key;
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE;
  }
}
