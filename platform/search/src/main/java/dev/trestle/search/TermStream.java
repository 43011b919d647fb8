package dev.trestle.search;

import java.util.Arrays;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Hands Lucene ready-made terms; a gap keeps phrases from reaching over two values. The terms stand
 * in one array that is used again for the next document, as each has dozens of them.
 */
final class TermStream extends TokenStream {
  private static final int GAP = 100;

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private char[] chars = new char[1024];
  private int[] ends = new int[64];
  private boolean[] starts = new boolean[64];
  private int used;
  private int size;
  private int next;

  void clear() {
    used = 0;
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** A word as it is. */
  void add(TokenBuffer tokens, int i, boolean startsValue) {
    append(tokens, i);
    end(startsValue);
  }

  /** A word of a named field, see {@link Fields#NAMED}. */
  void add(String field, TokenBuffer tokens, int i, boolean startsValue) {
    append(field);
    append(tokens, i);
    end(startsValue);
  }

  /** The same for a word that needs no scan. */
  void add(String field, String word) {
    append(field);
    room(word.length());
    word.getChars(0, word.length(), chars, used);
    used += word.length();
    end(true);
  }

  private void append(String field) {
    room(field.length() + 1);
    field.getChars(0, field.length(), chars, used);
    used += field.length();
    chars[used++] = Fields.NAME_END;
  }

  private void append(TokenBuffer tokens, int i) {
    int length = tokens.length(i);
    room(length);
    System.arraycopy(tokens.chars(), tokens.begin(i), chars, used, length);
    used += length;
  }

  private void room(int more) {
    if (used + more > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(used + more, 2 * chars.length));
    }
  }

  private void end(boolean startsValue) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
    }
    ends[size] = used;
    starts[size] = startsValue;
    size++;
  }

  @Override
  public void reset() {
    next = 0;
  }

  @Override
  public boolean incrementToken() {
    if (next == size) {
      return false;
    }
    int begin = next == 0 ? 0 : ends[next - 1];
    term.copyBuffer(chars, begin, ends[next] - begin);
    step.setPositionIncrement(starts[next] ? GAP : 1);
    next++;
    return true;
  }
}
