package dev.trestle.domain.data;

/**
 * Walks a {@link SortedSlots} in one direction without allocating; belongs to one thread. The
 * version it walks never changes under it.
 */
public final class SlotCursor {
  private static final int[] NO_LEAF = {};

  private final Object root;
  private final int step;
  private int rank;
  // The leaf under the rank; it is looked up from the root once in a leaf, which spares a stack.
  private int[] leaf = NO_LEAF;
  private int leafRank;

  private SlotCursor(Object root, int rank, int step) {
    this.root = root;
    this.rank = rank;
    this.step = step;
  }

  static SlotCursor forward(Object root, int rank) {
    return new SlotCursor(root, Math.max(rank, 0), 1);
  }

  static SlotCursor backward(Object root, int rank) {
    return new SlotCursor(root, Math.min(rank, SortedNode.size(root) - 1), -1);
  }

  /** The rank of the slot that {@link #next} answers. */
  public int rank() {
    return rank;
  }

  /** The next slot in this cursor's direction, or -1 at the end and for ever after. */
  public int next() {
    int inLeaf = rank - leafRank;
    if (inLeaf < 0 || inLeaf >= leaf.length) {
      if (rank < 0 || rank >= SortedNode.size(root)) {
        return -1;
      }
      inLeaf = seek();
    }
    rank += step;
    return leaf[inLeaf];
  }

  private int seek() {
    Object node = root;
    int inNode = rank;
    while (node instanceof SortedNode inner) {
      int child = 0;
      while (inNode >= inner.counts()[child]) {
        inNode -= inner.counts()[child++];
      }
      node = inner.children()[child];
    }
    leaf = (int[]) node;
    leafRank = rank - inNode;
    return inNode;
  }
}
