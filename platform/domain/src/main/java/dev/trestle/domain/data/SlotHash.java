package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash index that holds only slots: about ten bytes an entry, keys excluded.
 *
 * <p>Beside each slot it keeps 32 mixed bits of the hash, so it never asks for a hash again and
 * rarely offers a wrong candidate; the caller compares the real key. Made for keys that are unique
 * or nearly so: slots under one and the same hash share a leaf, which costs linear time to change.
 */
public final class SlotHash {
  /** The index without entries. */
  public static final SlotHash EMPTY = new SlotHash(0, null);

  private static final int LEAF_MAX = 32;
  // Far below LEAF_MAX, so that alternating adds and removes do not split and merge each time.
  private static final int MERGE_MAX = 16;
  private static final int BITS = 2;
  private static final int BRANCHES = 1 << BITS;

  private static final int[] NOTHING = {};

  private final int size;
  // A node is null (nothing), int[] (a leaf: n hashes sorted as unsigned, equal ones by slot, then
  // their n slots) or Object[4] (branches by the next two bits of the hash, highest bits first).
  private final @Nullable Object root;

  private SlotHash(int size, @Nullable Object root) {
    this.size = size;
    this.root = root;
  }

  /** Starts a bulk load. */
  public static Builder builder() {
    return new Builder();
  }

  /** The number of entries. */
  public int size() {
    return size;
  }

  /** This index with the slot under the hash; this itself when the entry is there already. */
  public SlotHash add(long hash, int slot) {
    Object changed = add(root, 0, fold(hash), Objects.checkIndex(slot, Integer.MAX_VALUE));
    return changed == root ? this : new SlotHash(size + 1, changed);
  }

  /** This index without that entry; this itself when there is no such entry. */
  public SlotHash remove(long hash, int slot) {
    Object changed = remove(root, 0, fold(hash), slot);
    return changed == root ? this : new SlotHash(size - 1, changed);
  }

  /** The lowest slot under this hash for which the key matches, or -1. */
  public int find(long hash, IntPredicate matches) {
    int folded = fold(hash);
    int[] leaf = leaf(folded);
    int count = leaf.length >> 1;
    for (int at = 0; at < count; at++) {
      if (leaf[at] == folded && matches.test(leaf[count + at])) {
        return leaf[count + at];
      }
    }
    return -1;
  }

  /** Visits the slots under this hash in slot order; a few may belong to another hash. */
  public void forEach(long hash, IntConsumer visitor) {
    int folded = fold(hash);
    int[] leaf = leaf(folded);
    int count = leaf.length >> 1;
    for (int at = 0; at < count; at++) {
      if (leaf[at] == folded) {
        visitor.accept(leaf[count + at]);
      }
    }
  }

  private static int fold(long hash) {
    return (int) (Hashes.mix(hash) >>> 32);
  }

  private static int branch(int hash, int depth) {
    return hash >>> Integer.SIZE - BITS - depth & BRANCHES - 1;
  }

  private int[] leaf(int hash) {
    Object node = root;
    for (int depth = 0; node instanceof Object[] inner; depth += BITS) {
      node = inner[branch(hash, depth)];
    }
    return node == null ? NOTHING : (int[]) node;
  }

  private static Object add(@Nullable Object node, int depth, int hash, int slot) {
    if (node == null) {
      return new int[] {hash, slot};
    }
    if (node instanceof int[] leaf) {
      int place = place(leaf, hash, slot);
      if (place < 0) {
        return leaf;
      }
      int[] more = insert(leaf, place, hash, slot);
      return more.length > 2 * LEAF_MAX ? split(more, depth) : more;
    }
    @Nullable Object[] inner = (@Nullable Object[]) node;
    int branch = branch(hash, depth);
    Object below = inner[branch];
    Object changed = add(below, depth + BITS, hash, slot);
    return changed == below ? inner : with(inner, branch, changed);
  }

  private static @Nullable Object remove(@Nullable Object node, int depth, int hash, int slot) {
    if (node == null) {
      return null;
    }
    if (node instanceof int[] leaf) {
      int place = place(leaf, hash, slot);
      return place >= 0 ? leaf : leaf.length == 2 ? null : delete(leaf, -1 - place);
    }
    @Nullable Object[] inner = (@Nullable Object[]) node;
    int branch = branch(hash, depth);
    Object below = inner[branch];
    Object changed = remove(below, depth + BITS, hash, slot);
    if (changed == below) {
      return inner;
    }
    @Nullable Object[] copy = with(inner, branch, changed);
    return mergeable(copy) ? merged(copy) : copy;
  }

  private static @Nullable Object[] with(
      @Nullable Object[] inner, int branch, @Nullable Object below) {
    @Nullable Object[] copy = inner.clone();
    copy[branch] = below;
    return copy;
  }

  /** Where the entry belongs, or -1 - its place when it is there. */
  private static int place(int[] leaf, int hash, int slot) {
    int count = leaf.length >> 1;
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = low + high >>> 1;
      int order = Integer.compareUnsigned(leaf[middle], hash);
      if (order == 0) {
        order = Integer.compare(leaf[count + middle], slot);
      }
      if (order == 0) {
        return -1 - middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int[] insert(int[] leaf, int place, int hash, int slot) {
    int count = leaf.length >> 1;
    int[] more = new int[leaf.length + 2];
    System.arraycopy(leaf, 0, more, 0, place);
    more[place] = hash;
    System.arraycopy(leaf, place, more, place + 1, count);
    more[count + 1 + place] = slot;
    System.arraycopy(leaf, count + place, more, count + place + 2, count - place);
    return more;
  }

  private static int[] delete(int[] leaf, int place) {
    int count = leaf.length >> 1;
    int[] fewer = new int[leaf.length - 2];
    System.arraycopy(leaf, 0, fewer, 0, place);
    System.arraycopy(leaf, place + 1, fewer, place, count - 1);
    System.arraycopy(leaf, count + place + 1, fewer, count - 1 + place, count - 1 - place);
    return fewer;
  }

  /** Cuts a leaf into branches, unless all its hashes are one and no cut would help. */
  private static Object split(int[] leaf, int depth) {
    int count = leaf.length >> 1;
    if (leaf[0] == leaf[count - 1]) {
      return leaf;
    }
    @Nullable Object[] inner = new @Nullable Object[BRANCHES];
    for (int from = 0; from < count; ) {
      int branch = branch(leaf[from], depth);
      int to = from + 1;
      while (to < count && branch(leaf[to], depth) == branch) {
        to++;
      }
      int[] part = new int[2 * (to - from)];
      System.arraycopy(leaf, from, part, 0, to - from);
      System.arraycopy(leaf, count + from, part, to - from, to - from);
      inner[branch] = to - from > LEAF_MAX ? split(part, depth + BITS) : part;
      from = to;
    }
    return inner;
  }

  private static boolean mergeable(@Nullable Object[] inner) {
    int ints = 0;
    for (Object below : inner) {
      if (below instanceof int[] leaf) {
        ints += leaf.length;
      } else if (below != null) {
        return false;
      }
    }
    return ints <= 2 * MERGE_MAX;
  }

  private static int @Nullable [] merged(@Nullable Object[] inner) {
    int[] hashes = new int[MERGE_MAX];
    int[] slots = new int[MERGE_MAX];
    int count = 0;
    for (Object below : inner) {
      if (below instanceof int[] leaf) {
        int half = leaf.length >> 1;
        System.arraycopy(leaf, 0, hashes, count, half);
        System.arraycopy(leaf, half, slots, count, half);
        count += half;
      }
    }
    if (count == 0) {
      return null;
    }
    int[] leaf = Arrays.copyOf(hashes, 2 * count);
    System.arraycopy(slots, 0, leaf, count, count);
    return leaf;
  }

  /** Collects entries in any order; not for sharing between threads. */
  public static final class Builder {
    private long[] entries = new long[64];
    private int count;

    private Builder() {}

    /** Adds a slot under a hash; an entry added twice counts once. */
    public Builder add(long hash, int slot) {
      Objects.checkIndex(slot, Integer.MAX_VALUE);
      if (count == entries.length) {
        entries = Arrays.copyOf(entries, count + (count >> 1));
      }
      // The flipped highest bit makes the signed order of longs the unsigned order of hashes.
      entries[count++] = (long) (fold(hash) ^ Integer.MIN_VALUE) << 32 | slot;
      return this;
    }

    /** The index of everything added. */
    public SlotHash build() {
      Arrays.sort(entries, 0, count);
      int distinct = 0;
      for (int at = 0; at < count; at++) {
        if (at == 0 || entries[at] != entries[at - 1]) {
          entries[distinct++] = entries[at];
        }
      }
      count = distinct;
      return count == 0 ? EMPTY : new SlotHash(count, node(0, count, 0));
    }

    private int hash(int at) {
      return (int) (entries[at] >>> 32) ^ Integer.MIN_VALUE;
    }

    private Object node(int from, int to, int depth) {
      if (to - from <= LEAF_MAX || hash(from) == hash(to - 1)) {
        int[] leaf = new int[2 * (to - from)];
        for (int at = from; at < to; at++) {
          leaf[at - from] = hash(at);
          leaf[to - from + at - from] = (int) entries[at];
        }
        return leaf;
      }
      @Nullable Object[] inner = new @Nullable Object[BRANCHES];
      for (int start = from; start < to; ) {
        int branch = branch(hash(start), depth);
        int end = start + 1;
        while (end < to && branch(hash(end), depth) == branch) {
          end++;
        }
        inner[branch] = node(start, end, depth + BITS);
        start = end;
      }
      return inner;
    }
  }
}
