package dev.trestle.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Hands Lucene ready-made terms; a gap keeps phrases from reaching over two values. */
final class TermStream extends TokenStream {
  private static final int GAP = 100;

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final List<String> terms = new ArrayList<>();
  private final List<Boolean> starts = new ArrayList<>();
  private int next;

  void clear() {
    terms.clear();
    starts.clear();
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  int size() {
    return terms.size();
  }

  void add(String text, boolean startsValue) {
    terms.add(text);
    starts.add(startsValue);
  }

  @Override
  public void reset() {
    next = 0;
  }

  @Override
  public boolean incrementToken() {
    if (next == terms.size()) {
      return false;
    }
    term.setEmpty().append(terms.get(next));
    step.setPositionIncrement(starts.get(next) ? GAP : 1);
    next++;
    return true;
  }
}
