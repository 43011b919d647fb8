package dev.trestle.domain.state;

import dev.trestle.domain.data.IntComparator;

/** A stable merge sort of slots by a comparator, without boxing. */
public final class SlotSort {
  private static final int SMALL = 12;

  private SlotSort() {}

  public static void sort(int[] slots, IntComparator order) {
    sort(slots.clone(), slots, 0, slots.length, order);
  }

  // Sorts source[from, to) into target; both hold the same slots at the start.
  private static void sort(int[] source, int[] target, int from, int to, IntComparator order) {
    if (to - from <= SMALL) {
      for (int i = from + 1; i < to; i++) {
        int slot = target[i];
        int at = i;
        while (at > from && order.compare(target[at - 1], slot) > 0) {
          target[at] = target[at - 1];
          at--;
        }
        target[at] = slot;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(target, source, from, middle, order);
    sort(target, source, middle, to, order);
    if (order.compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, from, target, from, to - from);
      return;
    }
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean takeLeft =
          right >= to || (left < middle && order.compare(source[left], source[right]) <= 0);
      target[at] = takeLeft ? source[left++] : source[right++];
    }
  }
}
