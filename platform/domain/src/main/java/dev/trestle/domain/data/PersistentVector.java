package dev.trestle.domain.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list addressed by slot: a radix trie with 32 branches, in which an update copies one
 * path (about 600 bytes among a million values). A place may be empty, which is stored as null.
 */
public final class PersistentVector<T> {
  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;
  private static final int MASK = WIDTH - 1;
  private static final PersistentVector<?> EMPTY =
      new PersistentVector<>(0, 0, new @Nullable Object[0]);
  // Nodes of nothing but empty places, by their level; every vector shares them.
  private static final @Nullable Object[][] VOIDS = voids();

  private final int size;
  private final int shift;
  // Inner nodes hold nodes, the lowest level holds values; every node is cut to its used length.
  private final @Nullable Object[] root;

  private PersistentVector(int size, int shift, @Nullable Object[] root) {
    this.size = size;
    this.shift = shift;
    this.root = root;
  }

  /** The vector without places. */
  @SuppressWarnings("unchecked") // holds no value, so every type fits
  public static <T> PersistentVector<T> empty() {
    return (PersistentVector<T>) EMPTY;
  }

  /** A vector of these values in their order. */
  public static <T> PersistentVector<T> of(Iterable<? extends T> values) {
    Builder<T> builder = builder();
    values.forEach(builder::append);
    return builder.build();
  }

  /** Starts a bulk load. */
  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /** The number of places, empty ones included. */
  public int size() {
    return size;
  }

  /** The value at a slot; null when the place is empty or lies at or behind {@link #size}. */
  @SuppressWarnings("unchecked") // only T ever enters through append and set
  public @Nullable T get(int slot) {
    if (slot >= size) {
      return null;
    }
    if (slot < 0) {
      throw new IndexOutOfBoundsException(slot);
    }
    @Nullable Object[] node = root;
    for (int level = shift; level > 0; level -= BITS) {
      node = child(node, slot >>> level & MASK);
    }
    return (T) node[slot & MASK];
  }

  /** This vector with one more place, at slot {@link #size}. */
  public PersistentVector<T> append(@Nullable T value) {
    if (size == Integer.MAX_VALUE) {
      throw new IllegalStateException("A vector holds at most 2,147,483,647 values.");
    }
    boolean full = size > 0 && (long) size == (long) WIDTH << shift;
    @Nullable Object[] top = full ? new @Nullable Object[] {root} : root;
    int level = full ? shift + BITS : shift;
    return new PersistentVector<>(size + 1, level, copyWith(top, level, size, value));
  }

  /** This vector with empty places up to this size, which take next to no memory. */
  public PersistentVector<T> padded(int wanted) {
    if (wanted <= size) {
      return this;
    }
    @Nullable Object[] top = root;
    int level = shift;
    while ((long) WIDTH << level < wanted) {
      top = size == 0 ? VOIDS[level / BITS] : filled(top, level, WIDTH << level);
      top = new @Nullable Object[] {top};
      level += BITS;
    }
    return new PersistentVector<>(wanted, level, filled(top, level, wanted));
  }

  /** A node with its first so many places, of which the missing ones are empty. */
  private static @Nullable Object[] filled(@Nullable Object[] node, int level, int places) {
    int length = (places - 1 >>> level) + 1;
    @Nullable Object[] copy = Arrays.copyOf(node, Math.max(node.length, length));
    if (level > 0) {
      int below = level - BITS;
      // The last node that was there may be cut short; those before it are whole.
      for (int place = Math.max(0, node.length - 1); place < length; place++) {
        int inside = Math.min(WIDTH << below, places - (place << level));
        @Nullable Object[] old = place < node.length ? child(node, place) : null;
        @Nullable Object[] nothing = VOIDS[below / BITS];
        boolean whole = inside == WIDTH << below;
        copy[place] =
            whole && (old == null || old == nothing)
                ? nothing
                : filled(old == null ? new @Nullable Object[0] : old, below, inside);
      }
    }
    return copy;
  }

  private static @Nullable Object[][] voids() {
    @Nullable Object[][] voids = new @Nullable Object[Integer.SIZE / BITS + 1][];
    voids[0] = new @Nullable Object[WIDTH];
    for (int level = 1; level < voids.length; level++) {
      voids[level] = new @Nullable Object[WIDTH];
      Arrays.fill(voids[level], voids[level - 1]);
    }
    return voids;
  }

  /** This vector with another value (or none) at an existing slot. */
  public PersistentVector<T> set(int slot, @Nullable T value) {
    if (slot < 0 || slot >= size) {
      throw new IndexOutOfBoundsException("slot " + slot + " of " + size);
    }
    if (get(slot) == value) {
      return this;
    }
    return new PersistentVector<>(size, shift, copyWith(root, shift, slot, value));
  }

  private static @Nullable Object[] copyWith(
      @Nullable Object[] node, int level, int slot, @Nullable Object value) {
    int place = slot >>> level & MASK;
    @Nullable Object[] copy = Arrays.copyOf(node, Math.max(node.length, place + 1));
    if (level == 0) {
      copy[place] = value;
    } else {
      @Nullable Object[] below = place < node.length ? child(node, place) : new @Nullable Object[0];
      copy[place] = copyWith(below, level - BITS, slot, value);
    }
    return copy;
  }

  private static @Nullable Object[] child(@Nullable Object[] node, int place) {
    return (@Nullable Object[]) Objects.requireNonNull(node[place]);
  }

  /** Visits the places that hold a value, in slot order. */
  public void forEach(Visitor<? super T> visitor) {
    visit(root, shift, 0, visitor);
  }

  @SuppressWarnings("unchecked") // only T ever enters through append and set
  private void visit(
      @Nullable Object[] node, int level, int firstSlot, Visitor<? super T> visitor) {
    if (node == VOIDS[level / BITS]) {
      return;
    }
    for (int place = 0; place < node.length; place++) {
      if (level > 0) {
        visit(child(node, place), level - BITS, firstSlot + (place << level), visitor);
      } else if (node[place] != null) {
        visitor.visit(firstSlot + place, (T) node[place]);
      }
    }
  }

  /** Is shown one value and its slot. */
  @FunctionalInterface
  public interface Visitor<T> {
    void visit(int slot, T value);
  }

  /** Collects values in one pass; not for sharing between threads, and used for one build. */
  public static final class Builder<T> {
    private final List<@Nullable Object[]> leaves = new ArrayList<>();
    private @Nullable Object[] leaf = new @Nullable Object[WIDTH];
    private int used;

    private Builder() {}

    /** The number of values so far, which is the slot of the next one. */
    public int size() {
      return leaves.size() * WIDTH + used;
    }

    /** Adds a value at the next slot. */
    public Builder<T> append(@Nullable T value) {
      if (used == WIDTH) {
        leaves.add(leaf);
        leaf = new @Nullable Object[WIDTH];
        used = 0;
      }
      leaf[used++] = value;
      return this;
    }

    /** Leaves places empty up to this slot; they take next to no memory. */
    public Builder<T> padTo(int slot) {
      while (size() < slot) {
        if ((used == 0 || used == WIDTH) && slot - size() >= WIDTH) {
          if (used == WIDTH) {
            leaves.add(leaf);
          }
          leaves.add(VOIDS[0]);
          leaf = new @Nullable Object[WIDTH];
          used = 0;
        } else {
          append(null);
        }
      }
      return this;
    }

    /** The vector of everything appended. */
    public PersistentVector<T> build() {
      int size = size();
      if (size == 0) {
        return empty();
      }
      List<@Nullable Object[]> nodes = new ArrayList<>(leaves);
      if (used > 0) {
        nodes.add(Arrays.copyOf(leaf, used));
      }
      int shift = 0;
      for (; nodes.size() > 1; shift += BITS) {
        List<@Nullable Object[]> parents = new ArrayList<>(nodes.size() / WIDTH + 1);
        for (int from = 0; from < nodes.size(); from += WIDTH) {
          parents.add(nodes.subList(from, Math.min(from + WIDTH, nodes.size())).toArray());
        }
        nodes = parents;
      }
      return new PersistentVector<>(size, shift, nodes.getFirst());
    }
  }
}
