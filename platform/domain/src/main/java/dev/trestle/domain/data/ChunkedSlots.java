package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A set of many slots: a trie of 32 branches over chunks, in which absent branches cost a bit. */
final class ChunkedSlots extends SlotSet {
  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;
  // Far below TINY_MAX, so that alternating adds and removes do not convert each time.
  private static final int CHUNKED_MIN = 128;

  /** The present branches, lowest first; on the lowest level they are chunks, above it nodes. */
  private record Node(int present, Object[] branches) {
    int place(int branch) {
      return Integer.bitCount(present & (1 << branch) - 1);
    }

    boolean has(int branch) {
      return (present >>> branch & 1) != 0;
    }

    Node with(int branch, Object below) {
      int place = place(branch);
      if (has(branch)) {
        Object[] copy = branches.clone();
        copy[place] = below;
        return new Node(present, copy);
      }
      Object[] more = new Object[branches.length + 1];
      System.arraycopy(branches, 0, more, 0, place);
      more[place] = below;
      System.arraycopy(branches, place, more, place + 1, branches.length - place);
      return new Node(present | 1 << branch, more);
    }

    @Nullable Node without(int branch) {
      if (branches.length == 1) {
        return null;
      }
      int place = place(branch);
      Object[] fewer = new Object[branches.length - 1];
      System.arraycopy(branches, 0, fewer, 0, place);
      System.arraycopy(branches, place + 1, fewer, place, fewer.length - place);
      return new Node(present & ~(1 << branch), fewer);
    }
  }

  private final int cardinality;
  private final int shift;
  private final Node root;

  private ChunkedSlots(int cardinality, int shift, Node root) {
    this.cardinality = cardinality;
    this.shift = shift;
    this.root = root;
  }

  static ChunkedSlots ofSorted(int[] slots, int count) {
    int shift = 0;
    while (slots[count - 1] >>> CHUNK_BITS >>> BITS + shift != 0) {
      shift += BITS;
    }
    return new ChunkedSlots(count, shift, node(slots, 0, count, shift));
  }

  private static Node node(int[] slots, int from, int to, int level) {
    int present = 0;
    int used = 0;
    Object[] branches = new Object[WIDTH];
    for (int start = from; start < to; ) {
      int key = slots[start] >>> CHUNK_BITS + level;
      int end = start + 1;
      while (end < to && slots[end] >>> CHUNK_BITS + level == key) {
        end++;
      }
      present |= 1 << (key & WIDTH - 1);
      branches[used++] =
          level == 0 ? Chunk.ofSorted(slots, start, end) : node(slots, start, end, level - BITS);
      start = end;
    }
    return new Node(present, Arrays.copyOf(branches, used));
  }

  @Override
  public SlotSet add(int slot) {
    if (slot < 0) {
      throw new IndexOutOfBoundsException(slot);
    }
    int chunk = slot >>> CHUNK_BITS;
    Node top = root;
    int level = shift;
    while (chunk >>> level + BITS != 0) {
      top = new Node(1, new Object[] {top});
      level += BITS;
    }
    Node changed = add(top, level, slot);
    return changed == top ? this : new ChunkedSlots(cardinality + 1, level, changed);
  }

  private static Node add(@Nullable Node node, int level, int slot) {
    int branch = branch(slot >>> CHUNK_BITS, level);
    Object below = node != null && node.has(branch) ? node.branches[node.place(branch)] : null;
    Object changed =
        level == 0 ? Chunk.add(below, slot) : add((@Nullable Node) below, level - BITS, slot);
    if (node == null) {
      return new Node(1 << branch, new Object[] {changed});
    }
    return changed == below ? node : node.with(branch, changed);
  }

  @Override
  public SlotSet remove(int slot) {
    if (!contains(slot)) {
      return this;
    }
    if (cardinality - 1 < CHUNKED_MIN) {
      return new TinySlots(toArray()).remove(slot);
    }
    Node rest = remove(root, shift, slot);
    // More than CHUNKED_MIN slots are left, so the root cannot have become empty.
    return rest == null ? EMPTY : new ChunkedSlots(cardinality - 1, shift, rest);
  }

  private static @Nullable Node remove(Node node, int level, int slot) {
    int branch = branch(slot >>> CHUNK_BITS, level);
    Object below = node.branches[node.place(branch)];
    Object rest = level == 0 ? Chunk.remove(below, slot) : remove((Node) below, level - BITS, slot);
    return rest == null ? node.without(branch) : node.with(branch, rest);
  }

  private static int branch(int chunk, int level) {
    return chunk >>> level & WIDTH - 1;
  }

  private @Nullable Object chunk(int chunk) {
    if (chunk < 0 || chunk >>> shift >>> BITS != 0) {
      return null;
    }
    Object node = root;
    for (int level = shift; level >= 0; level -= BITS) {
      Node inner = (Node) node;
      int branch = branch(chunk, level);
      if (!inner.has(branch)) {
        return null;
      }
      node = inner.branches[inner.place(branch)];
    }
    return node;
  }

  @Override
  public boolean contains(int slot) {
    Object chunk = slot < 0 ? null : chunk(slot >>> CHUNK_BITS);
    return chunk != null && Chunk.contains(chunk, slot);
  }

  @Override
  public int cardinality() {
    return cardinality;
  }

  @Override
  public int nextSlot(int from) {
    int start = Math.max(from, 0);
    Object chunk = chunk(start >>> CHUNK_BITS);
    int low = chunk == null ? -1 : Chunk.next(chunk, start & CHUNK_SLOTS - 1);
    if (low >= 0) {
      return (start & -CHUNK_SLOTS) + low;
    }
    int next = nextChunk((start >>> CHUNK_BITS) + 1);
    chunk = next < 0 ? null : chunk(next);
    return chunk == null ? -1 : (next << CHUNK_BITS) + Chunk.next(chunk, 0);
  }

  @Override
  public int nextChunk(int fromChunk) {
    int from = Math.max(fromChunk, 0);
    return from >>> shift >>> BITS != 0 ? -1 : nextChunk(root, shift, from);
  }

  /** Looks at or above a chunk index whose bits above this level belong to this node. */
  private static int nextChunk(Node node, int level, int from) {
    int first = branch(from, level);
    int base = from >>> level >>> BITS << BITS;
    for (int rest = node.present & -1 << first; rest != 0; rest &= rest - 1) {
      int branch = Integer.numberOfTrailingZeros(rest);
      int start = base + branch << level;
      if (level == 0) {
        return start;
      }
      Node below = (Node) node.branches[node.place(branch)];
      int found = nextChunk(below, level - BITS, branch == first ? from : start);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  @Override
  public void forEach(IntConsumer visitor) {
    forEach(root, shift, 0, visitor);
  }

  private static void forEach(Node node, int level, int base, IntConsumer visitor) {
    int at = 0;
    for (int rest = node.present; rest != 0; rest &= rest - 1) {
      int chunk = base + (Integer.numberOfTrailingZeros(rest) << level);
      Object below = node.branches[at++];
      if (level == 0) {
        Chunk.forEach(below, chunk << CHUNK_BITS, visitor);
      } else {
        forEach((Node) below, level - BITS, chunk, visitor);
      }
    }
  }

  @Override
  public boolean orChunkInto(int index, long[] words) {
    Object chunk = chunk(index);
    if (chunk != null) {
      Chunk.or(chunk, words);
    }
    return chunk != null;
  }

  @Override
  public boolean andChunkInto(int index, long[] words) {
    Object chunk = chunk(index);
    if (chunk == null) {
      Arrays.fill(words, 0, CHUNK_WORDS, 0L);
    } else {
      Chunk.and(chunk, words);
    }
    return chunk != null;
  }

  @Override
  public boolean andNotChunkInto(int index, long[] words) {
    Object chunk = chunk(index);
    if (chunk != null) {
      Chunk.andNot(chunk, words);
    }
    return chunk != null;
  }
}
