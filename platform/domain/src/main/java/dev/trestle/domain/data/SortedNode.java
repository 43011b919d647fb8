package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * An inner node of {@link SortedSlots}, and what is done with nodes of either kind; a leaf is a
 * plain int[].
 *
 * @param children all leaves or all inner nodes, 2 to {@value #CHILDREN_MAX} of them
 * @param firsts the first slot under each child, so that a search reads no child it does not enter
 * @param counts the number of slots under each child
 * @param size the number of slots under this node
 */
record SortedNode(Object[] children, int[] firsts, int[] counts, int size) {
  static final int LEAF_MAX = 64;
  static final int CHILDREN_MAX = 32;

  private static SortedNode of(Object... children) {
    int[] firsts = new int[children.length];
    int[] counts = new int[children.length];
    int size = 0;
    for (int child = 0; child < children.length; child++) {
      firsts[child] = first(children[child]);
      counts[child] = size(children[child]);
      size += counts[child];
    }
    return new SortedNode(children, firsts, counts, size);
  }

  /** Two nodes that came out of one that was full. */
  record Split(Object left, Object right) {
    SortedNode joined() {
      return SortedNode.of(left, right);
    }
  }

  static Object ofSorted(int[] slots, int count) {
    Object[] nodes = new Object[pieces(count, LEAF_MAX)];
    for (int at = 0; at < nodes.length; at++) {
      nodes[at] =
          Arrays.copyOfRange(slots, cut(count, nodes.length, at), cut(count, nodes.length, at + 1));
    }
    while (nodes.length > 1) {
      Object[] parents = new Object[pieces(nodes.length, CHILDREN_MAX)];
      for (int at = 0; at < parents.length; at++) {
        int from = cut(nodes.length, parents.length, at);
        parents[at] =
            of(Arrays.copyOfRange(nodes, from, cut(nodes.length, parents.length, at + 1)));
      }
      nodes = parents;
    }
    return nodes[0];
  }

  private static int pieces(int count, int most) {
    return (count + most - 1) / most;
  }

  /** Where a piece starts when a count is cut into pieces of almost equal length. */
  private static int cut(int count, int pieces, int piece) {
    return (int) ((long) count * piece / pieces);
  }

  static int size(Object node) {
    return node instanceof SortedNode inner ? inner.size : ((int[]) node).length;
  }

  /** The last slot under a node that has any. */
  static int last(Object node) {
    Object below = node;
    while (below instanceof SortedNode inner) {
      below = inner.children[inner.children.length - 1];
    }
    int[] leaf = (int[]) below;
    return leaf[leaf.length - 1];
  }

  private static int first(Object node) {
    return node instanceof SortedNode inner ? inner.firsts[0] : ((int[]) node)[0];
  }

  /** The number of entries that a node holds itself: slots of a leaf, children of an inner node. */
  private static int width(Object node) {
    return node instanceof SortedNode inner ? inner.children.length : ((int[]) node).length;
  }

  static int rank(Object root, SlotProbe probe, boolean after) {
    int rank = 0;
    Object node = root;
    while (node instanceof SortedNode inner) {
      int child = Math.max(0, before(inner.firsts, probe, after) - 1);
      for (int at = 0; at < child; at++) {
        rank += inner.counts[at];
      }
      node = inner.children[child];
    }
    return rank + before((int[]) node, probe, after);
  }

  /** How many of these slots come before the place, or also at it. */
  private static int before(int[] slots, SlotProbe probe, boolean orAt) {
    int low = 0;
    int high = slots.length;
    while (low < high) {
      int middle = low + high >>> 1;
      int order = probe.compare(slots[middle]);
      if (order < 0 || orAt && order == 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The place of a slot, or -1 - the place where it belongs. */
  private static int search(int[] slots, int slot, IntComparator order) {
    int low = 0;
    int high = slots.length;
    while (low < high) {
      int middle = low + high >>> 1;
      int sign = slots[middle] == slot ? 0 : order.compare(slots[middle], slot);
      if (sign == 0) {
        return middle;
      }
      if (sign < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return -1 - low;
  }

  private int childFor(int slot, IntComparator order) {
    int found = search(firsts, slot, order);
    return found >= 0 ? found : Math.max(0, -2 - found);
  }

  /** Whether the slot belongs behind all of these; what comes in time mostly does. */
  private static boolean behind(int[] slots, int slot, IntComparator order) {
    return slots.length > 0 && order.compare(slots[slots.length - 1], slot) < 0;
  }

  /** How much is known of the place of a slot that comes into a node. */
  enum Place {
    /** Nothing. */
    ANYWHERE,
    /** The node is on the right edge, where what comes in time mostly belongs. */
    RIGHT_EDGE,
    /** Behind all that are there, so that nothing has to be compared. */
    BEHIND;

    /** The same below, in one of so many children. */
    Place below(int child, int children) {
      return this == RIGHT_EDGE && child < children - 1 ? ANYWHERE : this;
    }
  }

  /** The changed node, or a {@link Split}, or the node itself when the slot is there already. */
  static Object insert(Object node, int slot, IntComparator order, Place known) {
    boolean rightEdge = known != Place.ANYWHERE;
    if (node instanceof SortedNode inner) {
      int width = inner.children.length;
      boolean last = known == Place.BEHIND || rightEdge && behind(inner.firsts, slot, order);
      int child = last ? width - 1 : inner.childFor(slot, order);
      Object below = inner.children[child];
      Object changed = insert(below, slot, order, known.below(child, width));
      if (changed == below) {
        return inner;
      }
      return changed instanceof Split split
          ? inner.spliced(child, 1, rightEdge, split.left, split.right)
          : inner.with(child, changed);
    }
    int[] leaf = (int[]) node;
    boolean last = known == Place.BEHIND || rightEdge && behind(leaf, slot, order);
    int found = last ? -1 - leaf.length : search(leaf, slot, order);
    if (found >= 0) {
      return leaf;
    }
    int place = -1 - found;
    int[] more = new int[leaf.length + 1];
    System.arraycopy(leaf, 0, more, 0, place);
    more[place] = slot;
    System.arraycopy(leaf, place, more, place + 1, leaf.length - place);
    if (more.length <= LEAF_MAX) {
      return more;
    }
    int cut = rightEdge && place == leaf.length ? LEAF_MAX : more.length / 2;
    return new Split(Arrays.copyOf(more, cut), Arrays.copyOfRange(more, cut, more.length));
  }

  private SortedNode with(int child, Object below) {
    Object[] newChildren = children.clone();
    int[] newCounts = counts.clone();
    newChildren[child] = below;
    newCounts[child] = size(below);
    int[] newFirsts = firsts;
    int first = first(below);
    // Mostly it is the same slot as before, and then the array serves both nodes.
    if (first != firsts[child]) {
      newFirsts = firsts.clone();
      newFirsts[child] = first;
    }
    return new SortedNode(
        newChildren, newFirsts, newCounts, size - counts[child] + newCounts[child]);
  }

  /** This node with other children in the place of some, cut in two when there are too many. */
  private Object spliced(int from, int removed, boolean rightEdge, Object... added) {
    int length = children.length - removed + added.length;
    Object[] all = new Object[length];
    System.arraycopy(children, 0, all, 0, from);
    System.arraycopy(added, 0, all, from, added.length);
    int rest = children.length - from - removed;
    System.arraycopy(children, from + removed, all, from + added.length, rest);
    if (length <= CHILDREN_MAX) {
      return of(all);
    }
    // On the right edge the new node gets the least it needs, so that the left one stays full.
    int cut = rightEdge && rest == 0 ? length - 2 : length / 2;
    return new Split(of(Arrays.copyOf(all, cut)), of(Arrays.copyOfRange(all, cut, length)));
  }

  /** The changed node, perhaps too empty; the node itself when the slot is not there. */
  static Object remove(Object node, int slot, IntComparator order) {
    if (node instanceof SortedNode inner) {
      int child = inner.childFor(slot, order);
      Object below = inner.children[child];
      Object rest = remove(below, slot, order);
      if (rest == below) {
        return inner;
      }
      int least = rest instanceof SortedNode ? CHILDREN_MAX / 2 : LEAF_MAX / 2;
      return width(rest) >= least || inner.children.length == 1
          ? inner.with(child, rest)
          : inner.refilled(child, rest);
    }
    int[] leaf = (int[]) node;
    int place = search(leaf, slot, order);
    if (place < 0) {
      return leaf;
    }
    int[] fewer = new int[leaf.length - 1];
    System.arraycopy(leaf, 0, fewer, 0, place);
    System.arraycopy(leaf, place + 1, fewer, place, fewer.length - place);
    return fewer;
  }

  /** This node with one child that became too empty joined to a neighbour or filled from it. */
  private Object refilled(int child, Object rest) {
    int left = child > 0 ? child - 1 : 0;
    Object first = child > 0 ? children[left] : rest;
    Object second = child > 0 ? rest : children[1];
    int total = width(first) + width(second);
    int most = rest instanceof SortedNode ? CHILDREN_MAX : LEAF_MAX;
    if (total <= most) {
      return spliced(left, 2, false, joined(first, second, 0, total));
    }
    return spliced(
        left,
        2,
        false,
        joined(first, second, 0, total / 2),
        joined(first, second, total / 2, total));
  }

  /** A part of two neighbours laid end to end. */
  private static Object joined(Object first, Object second, int from, int to) {
    if (first instanceof SortedNode left && second instanceof SortedNode right) {
      Object[] all = Arrays.copyOf(left.children, left.children.length + right.children.length);
      System.arraycopy(right.children, 0, all, left.children.length, right.children.length);
      return of(Arrays.copyOfRange(all, from, to));
    }
    int[] left = (int[]) first;
    int[] right = (int[]) second;
    int[] all = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, all, left.length, right.length);
    return Arrays.copyOfRange(all, from, to);
  }

  /** A root without levels that have only one child. */
  static Object trimmed(Object root) {
    Object node = root;
    while (node instanceof SortedNode inner && inner.children.length == 1) {
      node = inner.children[0];
    }
    return node;
  }

  static void forEach(Object node, IntConsumer visitor) {
    if (node instanceof SortedNode inner) {
      for (Object child : inner.children) {
        forEach(child, visitor);
      }
    } else {
      for (int slot : (int[]) node) {
        visitor.accept(slot);
      }
    }
  }

  /** The height of a sound subtree. */
  static int check(Object node, boolean root, boolean rightEdge) {
    boolean leaf = !(node instanceof SortedNode);
    int most = leaf ? LEAF_MAX : CHILDREN_MAX;
    int least = root ? leaf ? 0 : 2 : rightEdge ? leaf ? 1 : 2 : most / 2;
    if (width(node) < least || width(node) > most) {
      throw new IllegalStateException("A node has " + width(node) + " entries, not " + least + "+");
    }
    if (!(node instanceof SortedNode inner)) {
      return 0;
    }
    int height = -1;
    int sum = 0;
    for (int at = 0; at < inner.children.length; at++) {
      Object child = inner.children[at];
      int below = check(child, false, rightEdge && at == inner.children.length - 1);
      boolean sound =
          (height < 0 || below == height)
              && inner.firsts[at] == first(child)
              && inner.counts[at] == size(child);
      if (!sound) {
        throw new IllegalStateException("A node is wrong about its child " + at);
      }
      height = below;
      sum += inner.counts[at];
    }
    if (sum != inner.size) {
      throw new IllegalStateException("A node counts " + inner.size + ", not " + sum);
    }
    return height + 1;
  }
}
