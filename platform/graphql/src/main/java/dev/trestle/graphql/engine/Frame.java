package dev.trestle.graphql.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one type at one place of the answer, in the order in which they will be written,
 * with the values loaded for them.
 */
final class Frame {
  final ObjectPlan plan;
  final @Nullable Column[] columns;
  private Object[] sources;
  private int size;

  Frame(ObjectPlan plan) {
    this(plan, new Object[8], 0);
  }

  private Frame(ObjectPlan plan, Object[] sources, int size) {
    this.plan = plan;
    this.columns = new Column[plan.staged().length];
    this.sources = sources;
    this.size = size;
  }

  static Frame ofOne(ObjectPlan plan, Object source) {
    return new Frame(plan, new Object[] {source}, 1);
  }

  int add(Object source) {
    if (size == sources.length) {
      sources = Arrays.copyOf(sources, size * 2);
    }
    sources[size] = source;
    return size++;
  }

  int size() {
    return size;
  }

  Object source(int index) {
    return sources[index];
  }

  /** The objects as an unmodifiable list over an array of its own. */
  List<Object> sources() {
    return java.util.Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(sources, size)));
  }

  /**
   * The values of one staged field.
   *
   * @param values one per object: the value, null, or a FieldProblem in its place
   * @param children the objects found in the values, when something is loaded for them in turn
   * @param starts per object, the number of the first of its children
   */
  record Column(@Nullable Object[] values, @Nullable Children children, int @Nullable [] starts) {}

  /** The objects found in one column, lists flattened, nulls left out; numbered in order. */
  static final class Children {
    private final SelectionPlan selection;
    private final @Nullable Frame only;
    private final java.util.LinkedHashMap<ObjectPlan, Frame> byPlan;
    private @Nullable Frame[] frames = new Frame[0];
    private int[] indexes = new int[0];
    private int count;

    Children(SelectionPlan selection) {
      this.selection = selection;
      this.only = selection.only == null ? null : new Frame(selection.only);
      this.byPlan = new java.util.LinkedHashMap<>();
      if (only == null) {
        frames = new Frame[8];
        indexes = new int[8];
      }
    }

    void add(Object object) {
      if (only != null) {
        only.add(object);
        count++;
        return;
      }
      if (count == indexes.length) {
        frames = Arrays.copyOf(frames, count * 2);
        indexes = Arrays.copyOf(indexes, count * 2);
      }
      ObjectPlan plan = selection.planFor(object);
      if (plan != null) {
        Frame frame = byPlan.computeIfAbsent(plan, Frame::new);
        frames[count] = frame;
        indexes[count] = frame.add(object);
      }
      count++;
    }

    int count() {
      return count;
    }

    /** The frame of the numbered child; null when it is of no type of the selection. */
    @Nullable Frame frame(int number) {
      return only != null ? only : frames[number];
    }

    int index(int number) {
      return only != null ? number : indexes[number];
    }

    List<Frame> frames() {
      return only != null ? List.of(only) : List.copyOf(byPlan.values());
    }
  }
}
