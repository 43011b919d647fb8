package dev.trestle.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is known of a word by its characters. A short word of ASCII letters and digits, as
 * most are, is its own key and found without a look at anything else: this is asked once for each
 * word of all texts.
 */
final class WordTable {
  private static final int PACKED_CHARS_MAX = 9;
  private static final int PACKED_BITS = 7;
  private static final int SLOTS_MIN = 64;

  private long[] keys;
  private Lexicon.@Nullable Entry[] entries;
  private int size;

  /**
   * @param expected how many words will be met soon; more are taken all the same
   */
  WordTable(int expected) {
    int slots = Math.max(SLOTS_MIN, Integer.highestOneBit(2 * expected - 1) * 2);
    keys = new long[slots];
    entries = new Lexicon.Entry[slots];
  }

  int size() {
    return size;
  }

  void clear() {
    Arrays.fill(entries, null);
    size = 0;
  }

  Lexicon.@Nullable Entry get(char[] chars, int begin, int length) {
    long key = key(chars, begin, length);
    int mask = keys.length - 1;
    for (int slot = slot(key, mask); ; slot = slot + 1 & mask) {
      Lexicon.Entry entry = entries[slot];
      if (entry == null || keys[slot] == key && (key >= 0 || entry.is(chars, begin, length))) {
        return entry;
      }
    }
  }

  /** Adds a word that is not here yet. */
  void add(char[] chars, int begin, int length, Lexicon.Entry entry) {
    if (2 * size >= keys.length) {
      grow();
    }
    place(key(chars, begin, length), entry);
    size++;
  }

  private void place(long key, Lexicon.Entry entry) {
    int mask = keys.length - 1;
    int slot = slot(key, mask);
    while (entries[slot] != null) {
      slot = slot + 1 & mask;
    }
    keys[slot] = key;
    entries[slot] = entry;
  }

  private void grow() {
    long[] oldKeys = keys;
    Lexicon.@Nullable Entry[] old = entries;
    keys = new long[oldKeys.length * 2];
    entries = new Lexicon.Entry[keys.length];
    for (int i = 0; i < old.length; i++) {
      Lexicon.Entry entry = old[i];
      if (entry != null) {
        place(oldKeys[i], entry);
      }
    }
  }

  /** The word itself where it fits; of others a hash, below zero. */
  private static long key(char[] chars, int begin, int length) {
    long packed = 0;
    int others = length > PACKED_CHARS_MAX ? ~0x7f : 0;
    long hash = length;
    for (int i = begin; i < begin + length; i++) {
      char c = chars[i];
      others |= c & ~0x7f;
      packed = packed << PACKED_BITS | c;
      hash = hash * 31 + c;
    }
    return others == 0 ? packed : hash | Long.MIN_VALUE;
  }

  private static int slot(long key, int mask) {
    long mixed = key * 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 32) & mask;
  }
}
