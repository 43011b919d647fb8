package dev.trestle.search;

import org.apache.lucene.util.ArrayUtil;

/**
 * Cuts text of any language into folded words in one pass. Letters and digits make words,
 * everything else parts them. Chinese, Japanese and Korean runs become overlapping pairs of
 * characters plus the last character alone, so that any part of a run can be found as a phrase of
 * pairs.
 *
 * <p>The same scanner reads documents, queries and texts to highlight, so that the n-th word is the
 * same in all three. One instance serves one thread.
 */
final class TokenScanner {
  /** Longer words are cut here, in texts and queries alike; Lucene itself refuses 32,766 bytes. */
  static final int WORD_CHARS_MAX = 64;

  private final TokenBuffer buffer = new TokenBuffer();
  private char[] source = new char[1024];

  /** Scans the whole text; the answer is valid until the next scan. */
  TokenBuffer scan(String text) {
    buffer.clear();
    int length = text.length();
    if (source.length < length) {
      source = new char[ArrayUtil.oversize(length, Character.BYTES)];
    }
    text.getChars(0, length, source, 0);
    int i = 0;
    while (i < length) {
      char c = source[i];
      if (c < 128) {
        i = isAsciiWord(c) ? word(i, length) : i + 1;
        continue;
      }
      int codePoint = Character.codePointAt(source, i, length);
      char[] folded = Folding.of(codePoint);
      if (folded == Folding.PAIRED) {
        i = pairs(i, length);
      } else if (folded == Folding.SEPARATOR || folded == Folding.IGNORED) {
        i += Character.charCount(codePoint);
      } else {
        i = word(i, length);
      }
    }
    return buffer;
  }

  private int word(int start, int length) {
    char[] text = source;
    int begin = buffer.mark();
    boolean alphabetic = true;
    int i = start;
    while (i < length) {
      char c = text[i];
      if (c < 128) {
        if (!isAsciiWord(c)) {
          break;
        }
        alphabetic &= c > '9';
        if (buffer.mark() - begin < WORD_CHARS_MAX) {
          buffer.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        i++;
        continue;
      }
      int codePoint = Character.codePointAt(text, i, length);
      char[] folded = Folding.of(codePoint);
      if (folded == Folding.SEPARATOR || folded == Folding.PAIRED) {
        break;
      }
      if (folded != Folding.IGNORED) {
        alphabetic &= Character.isLetter(codePoint);
        if (buffer.mark() - begin + folded.length <= WORD_CHARS_MAX) {
          for (char f : folded) {
            buffer.append(f);
          }
        }
      }
      i += Character.charCount(codePoint);
    }
    buffer.add(begin, start, i, alphabetic);
    return i;
  }

  private int pairs(int start, int length) {
    int at = start;
    int current = Character.codePointAt(source, at, length);
    while (true) {
      int next = at + Character.charCount(current);
      int following = next < length ? Character.codePointAt(source, next, length) : -1;
      boolean pair = following >= 0x1100 && Folding.of(following) == Folding.PAIRED;
      int begin = buffer.mark();
      buffer.appendCodePoint(Folding.width(current));
      int end = next;
      if (pair) {
        buffer.appendCodePoint(Folding.width(following));
        end += Character.charCount(following);
      }
      buffer.add(begin, at, end, false);
      if (!pair) {
        if (at > start) {
          buffer.markTail();
        }
        return next;
      }
      at = next;
      current = following;
    }
  }

  static boolean isAsciiWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
