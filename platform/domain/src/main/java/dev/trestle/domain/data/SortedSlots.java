package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * An immutable sequence of distinct slots in the order of an outside comparator: a counted B+tree,
 * so that a position, a count between two keys and a page from a key each cost one or two descents.
 *
 * <p>The tree keeps no keys. A comparator must see every slot of the tree with the key under which
 * it was inserted: to move one slot, remove it while the comparator still reads the old record and
 * insert it with one that reads the new record; to move several, remove all before inserting any.
 *
 * <p>Nodes stay at least half full, except along the right edge, where slots that arrive in order
 * leave full nodes behind them.
 */
public final class SortedSlots {
  /** The sequence without slots. */
  public static final SortedSlots EMPTY = new SortedSlots(new int[0]);

  // An int[] leaf or a SortedNode.
  private final Object root;

  private SortedSlots(Object root) {
    this.root = root;
  }

  /** A sequence of slots that are in order already; linear. */
  public static SortedSlots of(int... sorted) {
    return of(sorted, sorted.length);
  }

  private static SortedSlots of(int[] sorted, int count) {
    return count == 0 ? EMPTY : new SortedSlots(SortedNode.ofSorted(sorted, count));
  }

  /** Starts a bulk load in ascending order. */
  public static Builder builder() {
    return new Builder();
  }

  /** The number of slots. */
  public int size() {
    return SortedNode.size(root);
  }

  /** Whether there is no slot. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** This sequence with the slot; this itself when the comparator finds it there already. */
  public SortedSlots insert(int slot, IntComparator order) {
    boolean behind = !isEmpty() && order.compare(SortedNode.last(root), slot) < 0;
    Object changed =
        SortedNode.insert(
            root, slot, order, behind ? SortedNode.Place.BEHIND : SortedNode.Place.RIGHT_EDGE);
    if (changed == root) {
      return this;
    }
    return new SortedSlots(changed instanceof SortedNode.Split split ? split.joined() : changed);
  }

  /** This sequence without the slot; this itself when the comparator does not find it. */
  public SortedSlots remove(int slot, IntComparator order) {
    Object changed = SortedNode.remove(root, slot, order);
    if (changed == root) {
      return this;
    }
    return SortedNode.size(changed) == 0 ? EMPTY : new SortedSlots(SortedNode.trimmed(changed));
  }

  /** Whether the comparator finds the slot. */
  public boolean contains(int slot, IntComparator order) {
    SlotProbe probe = other -> order.compare(other, slot);
    int rank = rank(probe);
    return rank < size() && at(rank) == slot;
  }

  /** How many slots come before the place; also the rank of the first one at or after it. */
  public int rank(SlotProbe probe) {
    return SortedNode.rank(root, probe, false);
  }

  /** How many slots come before the place or are at it; the rank of the first one after it. */
  public int rankAfter(SlotProbe probe) {
    return SortedNode.rank(root, probe, true);
  }

  /** The slot with this many slots before it. */
  public int at(int rank) {
    if (rank < 0 || rank >= size()) {
      throw new IndexOutOfBoundsException("rank " + rank + " of " + size());
    }
    return SlotCursor.forward(root, rank).next();
  }

  /**
   * How many slots lie at or after the low place and before the high place. Probes that never
   * answer 0 make either end include or exclude its key.
   */
  public int countBetween(SlotProbe low, SlotProbe high) {
    return Math.max(0, rank(high) - rank(low));
  }

  /** Walks up from a place. */
  public SlotCursor forward(SlotProbe from, boolean inclusive) {
    return forward(inclusive ? rank(from) : rankAfter(from));
  }

  /** Walks up from a rank; an end cursor when the rank is {@link #size}. */
  public SlotCursor forward(int fromRank) {
    return SlotCursor.forward(root, fromRank);
  }

  /** Walks down from a place. */
  public SlotCursor backward(SlotProbe from, boolean inclusive) {
    return backward((inclusive ? rankAfter(from) : rank(from)) - 1);
  }

  /** Walks down from a rank; an end cursor when the rank is -1. */
  public SlotCursor backward(int fromRank) {
    return SlotCursor.backward(root, fromRank);
  }

  /** Visits all slots in order. */
  public void forEach(IntConsumer visitor) {
    SortedNode.forEach(root, visitor);
  }

  /** All slots in order, in a new array. */
  public int[] toArray() {
    int[] slots = new int[size()];
    SlotCursor cursor = forward(0);
    for (int at = 0; at < slots.length; at++) {
      slots[at] = cursor.next();
    }
    return slots;
  }

  /** Fails unless every node is as full as promised; for tests. */
  void checkBalance() {
    SortedNode.check(root, true, true);
  }

  /** Collects slots that arrive in order; not for sharing between threads. */
  public static final class Builder {
    private int[] slots = new int[64];
    private int count;

    private Builder() {}

    /** Adds a slot that comes after all before it; the order is not checked. */
    public Builder add(int slot) {
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, count + (count >> 1));
      }
      slots[count++] = slot;
      return this;
    }

    /** The sequence of everything added. */
    public SortedSlots build() {
      return of(slots, count);
    }
  }
}
