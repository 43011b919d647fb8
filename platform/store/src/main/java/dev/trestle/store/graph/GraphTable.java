package dev.trestle.store.graph;

import org.eclipse.serializer.reference.Lazy;
import org.jspecify.annotations.Nullable;

/**
 * One table: a trie of 64-way nodes over lazily read groups of 64 frames. Nodes change in place,
 * and a table that needs another level puts its root below a new one, so no stored object is ever
 * dropped; for the same reason tables form a chain and not an array.
 */
final class GraphTable {
  static final int BITS = 6;
  static final int WIDTH = 1 << BITS;

  final String name;
  @Nullable Object[] root = new Object[WIDTH];

  /** Levels of nodes above the groups, at least 1. */
  int depth = 1;

  @Nullable GraphTable next;

  GraphTable(String name) {
    this.name = name;
  }

  /** The frame of a page, made with all above it when missing; reports every object it changed. */
  Frame frame(int pageIndex, Changes changes) {
    int group = pageIndex >>> BITS;
    while (group >>> BITS * depth != 0) {
      @Nullable Object[] above = new Object[WIDTH];
      above[0] = root;
      root = above;
      depth++;
      changes.changed(this);
    }
    @Nullable Object[] node = root;
    for (int level = depth - 1; level > 0; level--) {
      int place = group >>> BITS * level & WIDTH - 1;
      Object below = node[place];
      if (below == null) {
        below = new Object[WIDTH];
        node[place] = below;
        changes.changed(node);
      }
      node = (Object[]) below;
    }
    return frameIn(group(node, group & WIDTH - 1, changes), pageIndex & WIDTH - 1, changes);
  }

  private @Nullable Object[] group(@Nullable Object[] node, int place, Changes changes) {
    if (node[place] == null) {
      node[place] = Lazy.UnregisteredReference(new Object[WIDTH]);
      changes.changed(node);
    }
    return framesOf(node[place]);
  }

  private static Frame frameIn(@Nullable Object[] group, int place, Changes changes) {
    Frame frame = (Frame) group[place];
    if (frame == null) {
      frame = new Frame();
      group[place] = frame;
      changes.changed(group);
    }
    return frame;
  }

  /** Visits every frame in ascending order of pages. */
  void visit(Visitor visitor) {
    visit(root, depth, 0, visitor);
  }

  private static void visit(@Nullable Object[] node, int level, int prefix, Visitor visitor) {
    for (int place = 0; place < WIDTH; place++) {
      Object below = node[place];
      int path = prefix << BITS | place;
      if (below == null) {
        continue;
      }
      if (level > 1) {
        visit((Object[]) below, level - 1, path, visitor);
      } else {
        @Nullable Object[] group = framesOf(below);
        for (int i = 0; i < WIDTH; i++) {
          if (group[i] != null) {
            visitor.frame(path << BITS | i, (Frame) group[i]);
          }
        }
        visitor.groupDone();
      }
    }
  }

  private static @Nullable Object[] framesOf(Object reference) {
    return (Object[]) ((Lazy<?>) reference).get();
  }

  /** Hears which stored objects must be stored again. */
  interface Changes {
    void changed(Object stored);
  }

  /** Is shown the frames of a table. */
  interface Visitor {
    void frame(int pageIndex, Frame frame);

    void groupDone();
  }
}
