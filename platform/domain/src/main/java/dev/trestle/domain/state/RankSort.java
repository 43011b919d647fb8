package dev.trestle.domain.state;

/** Sorts many slots by numbers given for them, digit by digit and without comparing any two. */
final class RankSort {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private RankSort() {}

  /**
   * Sorts slots by their ranks, equal ones as they stood.
   *
   * @param ranks of the slots at the same places; its content is used up
   */
  static void sort(int[] slots, long[] ranks) {
    long differing = 0;
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] ^= Long.MIN_VALUE; // So that negative ranks come first when read as bare bits.
      differing |= ranks[i] ^ ranks[0];
    }
    int[] slotsFrom = slots;
    int[] slotsTo = new int[slots.length];
    long[] ranksFrom = ranks;
    long[] ranksTo = new long[ranks.length];
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
      if ((differing >>> shift & DIGITS - 1) == 0) {
        continue;
      }
      int[] next = places(ranksFrom, shift);
      for (int i = 0; i < ranksFrom.length; i++) {
        int to = next[digit(ranksFrom[i], shift)]++;
        slotsTo[to] = slotsFrom[i];
        ranksTo[to] = ranksFrom[i];
      }
      int[] slotsFree = slotsFrom;
      slotsFrom = slotsTo;
      slotsTo = slotsFree;
      long[] ranksFree = ranksFrom;
      ranksFrom = ranksTo;
      ranksTo = ranksFree;
    }
    if (slotsFrom != slots) {
      System.arraycopy(slotsFrom, 0, slots, 0, slots.length);
    }
  }

  /** Where the first rank of each digit goes. */
  private static int[] places(long[] ranks, int shift) {
    int[] places = new int[DIGITS + 1];
    for (long rank : ranks) {
      places[digit(rank, shift) + 1]++;
    }
    for (int digit = 1; digit < DIGITS; digit++) {
      places[digit] += places[digit - 1];
    }
    return places;
  }

  private static int digit(long rank, int shift) {
    return (int) (rank >>> shift) & DIGITS - 1;
  }
}
