package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tree under {@link PersistentMap}. A cell is null (nothing), an {@link Entry}, an Entry[] (two
 * or more keys of one hash, in order of insertion) or a {@link Node}. Whatever was added and
 * removed before, equal contents stand in equal shapes: no node has a single cell that is no node.
 */
final class MapTrie {
  private static final int BITS = 5;

  private MapTrie() {}

  /** One key and its value. */
  record Entry(int hash, Object key, Object value) {
    boolean is(int otherHash, Object otherKey) {
      return hash == otherHash && key.equals(otherKey);
    }
  }

  /** The present branches, lowest first. */
  private record Node(int present, Object[] cells) {
    int place(int branch) {
      return Integer.bitCount(present & (1 << branch) - 1);
    }

    @Nullable Object cell(int branch) {
      return (present >>> branch & 1) == 0 ? null : cells[place(branch)];
    }
  }

  static int hash(Object key) {
    return (int) (Hashes.ofObject(key) >>> 32);
  }

  /** The next five bits of a hash, the highest first, so that the order of cells is by hash. */
  private static int branch(int hash, int depth) {
    return hash << depth >>> Integer.SIZE - BITS;
  }

  static @Nullable Entry find(@Nullable Object root, int hash, Object key) {
    Object cell = root;
    for (int depth = 0; cell instanceof Node node; depth += BITS) {
      cell = node.cell(branch(hash, depth));
    }
    if (cell instanceof Entry entry) {
      return entry.is(hash, key) ? entry : null;
    }
    if (cell instanceof Entry[] group) {
      int place = place(group, hash, key);
      return place < 0 ? null : group[place];
    }
    return null;
  }

  private static int place(Entry[] group, int hash, Object key) {
    for (int at = 0; at < group.length; at++) {
      if (group[at].is(hash, key)) {
        return at;
      }
    }
    return -1;
  }

  static Object put(@Nullable Object cell, int depth, Entry entry) {
    return switch (cell) {
      case null -> entry;
      case Node node -> {
        int branch = branch(entry.hash, depth);
        Object changed = put(node.cell(branch), depth + BITS, entry);
        yield with(node, branch, changed);
      }
      case Entry other when other.is(entry.hash, entry.key) -> entry;
      case Entry other when other.hash == entry.hash -> new Entry[] {other, entry};
      case Entry other -> parted(other, other.hash, entry, depth);
      case Entry[] group when group[0].hash == entry.hash -> withEntry(group, entry);
      case Entry[] group -> parted(group, group[0].hash, entry, depth);
      default -> throw new IllegalStateException("Not a cell: " + cell.getClass());
    };
  }

  private static Entry[] withEntry(Entry[] group, Entry entry) {
    int place = place(group, entry.hash, entry.key);
    Entry[] copy = Arrays.copyOf(group, place < 0 ? group.length + 1 : group.length);
    copy[place < 0 ? group.length : place] = entry;
    return copy;
  }

  /** A node in which two cells of different hashes have their own branches. */
  private static Node parted(Object cell, int hash, Entry entry, int depth) {
    int mine = branch(hash, depth);
    int other = branch(entry.hash, depth);
    if (mine == other) {
      return new Node(1 << mine, new Object[] {parted(cell, hash, entry, depth + BITS)});
    }
    Object[] cells = mine < other ? new Object[] {cell, entry} : new Object[] {entry, cell};
    return new Node(1 << mine | 1 << other, cells);
  }

  private static Node with(Node node, int branch, Object cell) {
    int place = node.place(branch);
    if (node.cell(branch) != null) {
      Object[] copy = node.cells.clone();
      copy[place] = cell;
      return new Node(node.present, copy);
    }
    Object[] more = new Object[node.cells.length + 1];
    System.arraycopy(node.cells, 0, more, 0, place);
    more[place] = cell;
    System.arraycopy(node.cells, place, more, place + 1, node.cells.length - place);
    return new Node(node.present | 1 << branch, more);
  }

  /** The cell without the key; the cell itself when the key is not in it; null when it was all. */
  static @Nullable Object remove(@Nullable Object cell, int depth, int hash, Object key) {
    return switch (cell) {
      case null -> null;
      case Node node -> {
        int branch = branch(hash, depth);
        Object below = node.cell(branch);
        Object rest = remove(below, depth + BITS, hash, key);
        yield rest == below ? node : shrunk(node, branch, rest);
      }
      case Entry entry -> entry.is(hash, key) ? null : entry;
      case Entry[] group -> withoutEntry(group, place(group, hash, key));
      default -> throw new IllegalStateException("Not a cell: " + cell.getClass());
    };
  }

  private static Object withoutEntry(Entry[] group, int place) {
    if (place < 0) {
      return group;
    }
    if (group.length == 2) {
      return group[1 - place];
    }
    Entry[] fewer = Arrays.copyOf(group, group.length - 1);
    System.arraycopy(group, place + 1, fewer, place, fewer.length - place);
    return fewer;
  }

  private static @Nullable Object shrunk(Node node, int branch, @Nullable Object rest) {
    if (rest != null) {
      boolean alone = node.cells.length == 1 && !(rest instanceof Node);
      return alone ? rest : with(node, branch, rest);
    }
    if (node.cells.length == 1) {
      return null;
    }
    int place = node.place(branch);
    if (node.cells.length == 2 && !(node.cells[1 - place] instanceof Node)) {
      return node.cells[1 - place];
    }
    Object[] fewer = new Object[node.cells.length - 1];
    System.arraycopy(node.cells, 0, fewer, 0, place);
    System.arraycopy(node.cells, place + 1, fewer, place, fewer.length - place);
    return new Node(node.present & ~(1 << branch), fewer);
  }

  static void forEach(@Nullable Object cell, Consumer<Entry> visitor) {
    switch (cell) {
      case null -> {}
      case Node node -> {
        for (Object below : node.cells) {
          forEach(below, visitor);
        }
      }
      case Entry entry -> visitor.accept(entry);
      case Entry[] group -> {
        for (Entry entry : group) {
          visitor.accept(entry);
        }
      }
      default -> throw new IllegalStateException("Not a cell: " + cell.getClass());
    }
  }
}
