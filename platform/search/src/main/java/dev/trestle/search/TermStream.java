package dev.trestle.search;

import java.util.Arrays;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;

/**
 * Hands Lucene ready-made terms; a gap keeps phrases from reaching over two values. The terms stand
 * in one array that is used again for the next document, as each has dozens of them.
 */
final class TermStream extends TokenStream {
  private static final int GAP = 100;

  private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final BytesRef shown = new BytesRef();
  private byte[] bytes = new byte[1024];
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
  void add(BytesRef word, boolean startsValue) {
    append(word);
    end(startsValue);
  }

  /** A word of a named field, see {@link Fields#NAMED}. */
  void add(String field, BytesRef word, boolean startsValue) {
    append(field);
    bytes[used++] = Fields.NAME_END;
    append(word);
    end(startsValue);
  }

  /** The same for a word that needs no scan. */
  void add(String field, String word) {
    append(field);
    bytes[used++] = Fields.NAME_END;
    append(word);
    end(true);
  }

  private void append(BytesRef word) {
    room(word.length);
    System.arraycopy(word.bytes, word.offset, bytes, used, word.length);
    used += word.length;
  }

  private void append(String text) {
    room(UnicodeUtil.maxUTF8Length(text.length()) + 1);
    used = UnicodeUtil.UTF16toUTF8(text, 0, text.length(), bytes, used);
  }

  private void room(int more) {
    bytes = ArrayUtil.grow(bytes, used + more);
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
    shown.bytes = bytes;
    shown.offset = begin;
    shown.length = ends[next] - begin;
    term.setBytesRef(shown);
    step.setPositionIncrement(starts[next] ? GAP : 1);
    next++;
    return true;
  }
}
