package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads staged fields level by level before anything is written: each batch is called once for all
 * objects of its place, however many parents they hang from.
 */
final class LevelLoader {
  private final PlanRun run;

  LevelLoader(PlanRun run) {
    this.run = run;
  }

  /** Loads everything staged at and under this frame. */
  void load(Frame root) {
    ArrayDeque<Frame> level = new ArrayDeque<>();
    for (Frame frame = root; frame != null; frame = level.poll()) {
      run.checkDeadline();
      loadFields(frame, frame.plan.staged(), level);
    }
  }

  /** Loads one staged field of this frame and everything staged under it. */
  void loadOne(Frame root, FieldPlan field) {
    ArrayDeque<Frame> level = new ArrayDeque<>();
    loadFields(root, new FieldPlan[] {field}, level);
    loadAll(level);
  }

  /** Takes a staged field's only value as given, and loads everything staged under it. */
  void loadUnder(Frame root, FieldPlan field, Object value) {
    ArrayDeque<Frame> level = new ArrayDeque<>();
    root.columns[field.column] = column(field, new Object[] {value}, level);
    loadAll(level);
  }

  private void loadAll(ArrayDeque<Frame> level) {
    for (Frame frame = level.poll(); frame != null; frame = level.poll()) {
      load(frame);
    }
  }

  private void loadFields(Frame frame, FieldPlan[] fields, ArrayDeque<Frame> next) {
    SlowCalls[] started = null;
    for (int i = 0; i < fields.length; i++) {
      SlowCalls calls = startIfSlow(frame, fields[i]);
      if (calls != null) {
        started = started == null ? new SlowCalls[fields.length] : started;
        started[i] = calls;
      }
    }
    for (int i = 0; i < fields.length; i++) {
      FieldPlan field = fields[i];
      @Nullable Object[] values =
          started != null && started[i] != null ? started[i].await() : values(frame, field);
      frame.columns[field.column] = column(field, values, next);
    }
  }

  private @Nullable SlowCalls startIfSlow(Frame frame, FieldPlan field) {
    if (!(field.kind instanceof FieldKind.Slow<Object> slow) || !run.permits(field)) {
      return null;
    }
    return run.arguments(field) instanceof Arguments arguments
        ? SlowCalls.start(field.bound, slow, frame.sources(), arguments, run.context())
        : null;
  }

  private @Nullable Object[] values(Frame frame, FieldPlan field) {
    @Nullable Object[] values = new Object[frame.size()];
    if (!run.permits(field)) {
      Arrays.fill(values, field.bound.refusal());
      return values;
    }
    Object arguments = run.arguments(field);
    if (!(arguments instanceof Arguments coerced)) {
      Arrays.fill(values, arguments);
      return values;
    }
    if (field.kind instanceof FieldKind.Batch<Object> batch) {
      batch(frame, field, batch, coerced, values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = run.value(field, frame.source(i), coerced);
      } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
        values[i] = run.problem(thrown, field);
      }
    }
    return values;
  }

  private void batch(
      Frame frame,
      FieldPlan field,
      FieldKind.Batch<Object> batch,
      Arguments arguments,
      @Nullable Object[] values) {
    try {
      List<? extends @Nullable Object> loaded =
          batch.load(frame.sources(), arguments, run.context());
      if (loaded.size() != values.length) {
        throw new IllegalStateException(
            "a batch of " + values.length + " gave " + loaded.size() + " values");
      }
      loaded.toArray(values);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
      Arrays.fill(values, run.problem(thrown, field));
    }
  }

  private Frame.Column column(FieldPlan field, @Nullable Object[] values, ArrayDeque<Frame> next) {
    SelectionPlan selection = field.selection;
    if (selection == null || !selection.isStaged()) {
      return new Frame.Column(values, null, null);
    }
    Frame.Children children = new Frame.Children(selection);
    int[] starts = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      starts[i] = children.count();
      gather(field.shape, values[i], children);
    }
    for (Frame frame : children.frames()) {
      if (frame.size() > 0 && frame.plan.isStaged()) {
        next.add(frame);
      }
    }
    return new Frame.Column(values, children, starts);
  }

  private static void gather(Shape shape, @Nullable Object value, Frame.Children children) {
    if (value == null || value instanceof FieldProblem) {
      return;
    }
    Shape element = shape.element();
    if (element == null) {
      children.add(value);
    } else {
      Iterable<?> list = PlanRun.elements(value);
      if (list != null) {
        for (Object each : list) {
          gather(element, each, children);
        }
      }
    }
  }

  /** How many children {@link #gather} found in a value; how far the writer must move on. */
  static int count(Shape shape, @Nullable Object value) {
    if (value == null || value instanceof FieldProblem) {
      return 0;
    }
    Shape element = shape.element();
    if (element == null) {
      return 1;
    }
    Iterable<?> list = PlanRun.elements(value);
    int count = 0;
    if (list != null) {
      for (Object each : list) {
        count += count(element, each);
      }
    }
    return count;
  }
}
