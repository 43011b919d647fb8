package dev.trestle.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The words of one text, folded, with their places in it; reused from text to text. */
final class TokenBuffer {
  private char[] chars = new char[1024];
  private int used;
  private int[] begins = new int[128];
  private int[] ends = new int[128];
  private int[] sourceStarts = new int[128];
  private int[] sourceEnds = new int[128];
  private boolean[] plain = new boolean[128];
  private boolean[] tails = new boolean[128];
  private Lexicon.@Nullable Entry[] entries = new Lexicon.Entry[128];
  private int size;

  void clear() {
    Arrays.fill(entries, 0, size, null);
    used = 0;
    size = 0;
  }

  int size() {
    return size;
  }

  char[] chars() {
    return chars;
  }

  int begin(int i) {
    return begins[i];
  }

  int length(int i) {
    return ends[i] - begins[i];
  }

  /** Where the word starts in the text that was scanned. */
  int sourceStart(int i) {
    return sourceStarts[i];
  }

  int sourceEnd(int i) {
    return sourceEnds[i];
  }

  /** Whether the word has letters of an alphabet only, so that it can have a stem. */
  boolean plain(int i) {
    return plain[i];
  }

  /** Whether this is the last character of a paired run, said again alone beside its pair. */
  boolean tail(int i) {
    return tails[i];
  }

  /** What was found out about the word; null when nobody has looked yet. */
  Lexicon.@Nullable Entry entry(int i) {
    return entries[i];
  }

  void entry(int i, Lexicon.Entry entry) {
    entries[i] = entry;
  }

  void markTail() {
    tails[size - 1] = true;
  }

  String text(int i) {
    return new String(chars, begins[i], ends[i] - begins[i]);
  }

  int mark() {
    return used;
  }

  void append(char c) {
    if (used == chars.length) {
      chars = Arrays.copyOf(chars, used * 2);
    }
    chars[used++] = c;
  }

  void appendCodePoint(int codePoint) {
    if (Character.isBmpCodePoint(codePoint)) {
      append((char) codePoint);
    } else {
      append(Character.highSurrogate(codePoint));
      append(Character.lowSurrogate(codePoint));
    }
  }

  /** Ends the word that began at the given mark. */
  void add(int begin, int sourceStart, int sourceEnd, boolean alphabetic) {
    if (used == begin) {
      return;
    }
    if (size == begins.length) {
      int larger = size * 2;
      begins = Arrays.copyOf(begins, larger);
      ends = Arrays.copyOf(ends, larger);
      sourceStarts = Arrays.copyOf(sourceStarts, larger);
      sourceEnds = Arrays.copyOf(sourceEnds, larger);
      plain = Arrays.copyOf(plain, larger);
      tails = Arrays.copyOf(tails, larger);
      entries = Arrays.copyOf(entries, larger);
    }
    begins[size] = begin;
    ends[size] = used;
    sourceStarts[size] = sourceStart;
    sourceEnds[size] = sourceEnd;
    plain[size] = alphabetic;
    tails[size] = false;
    size++;
  }
}
