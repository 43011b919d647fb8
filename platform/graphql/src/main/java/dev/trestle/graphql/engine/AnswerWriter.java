package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import graphql.schema.CoercingSerializeException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer depth first: plain fields are read while writing, staged ones from the frames
 * that {@link LevelLoader} filled. A method that writes a value returns false when the value is
 * null although its type excludes null; the caller then cuts the output back and is null in its
 * place, or returns false in turn.
 */
final class AnswerWriter {
  /** The clock is read once for so many objects. */
  private static final int OBJECTS_PER_CLOCK = 128;

  private final PlanRun run;
  private final JsonOut out;
  private final ErrorSink errors;
  private @Nullable String[] keys = new String[16];
  private int[] indexes = new int[16];
  private int depth;
  private int objects;

  AnswerWriter(PlanRun run, int sizeHint) {
    this.run = run;
    int maxBytes = run.generation().limits().answerBytes();
    this.out = new JsonOut(sizeHint, maxBytes);
    this.errors = new ErrorSink(run.context().traceId(), maxBytes);
  }

  GraphQlResponse query(ObjectPlan root, LevelLoader loader) {
    out.ascii("{\"data\":");
    int mark = out.position();
    try {
      Frame frame = null;
      if (root.isStaged()) {
        frame = Frame.ofOne(root, DerivedFetchers.ROOT);
        loader.load(frame);
      }
      if (!object(root, DerivedFetchers.ROOT, frame, 0)) {
        nullAt(mark);
      }
    } catch (Abort abort) {
      aborted(abort, mark, 0);
    }
    return finish();
  }

  /** Root fields one after the other, each with everything under it, before the next begins. */
  GraphQlResponse mutation(ObjectPlan root, LevelLoader loader) {
    out.ascii("{\"data\":");
    int start = out.position();
    Frame frame = Frame.ofOne(root, DerivedFetchers.ROOT);
    out.raw((byte) '{');
    for (ObjectPlan.Step step : root.steps()) {
      FieldPlan field = step.field();
      if (field == null) {
        out.raw(constant(step));
        continue;
      }
      out.raw(field.key);
      int mark = out.position();
      try {
        if (field.staged) {
          run.checkDeadline();
          loader.loadOne(frame, field);
        }
        if (!field(field, DerivedFetchers.ROOT, frame, 0)) {
          return nothingAt(start);
        }
      } catch (Abort abort) {
        depth = 0;
        push(field.responseKey);
        aborted(abort, mark, 1);
        depth = 0;
        if (field.shape.nonNull()) {
          return nothingAt(start);
        }
      }
    }
    out.raw((byte) '}');
    return finish();
  }

  /** One item of a subscription. */
  GraphQlResponse item(ObjectPlan root, LevelLoader loader, Object value) {
    out.ascii("{\"data\":");
    int mark = out.position();
    try {
      FieldPlan field = rootField(root);
      Frame frame = Frame.ofOne(root, DerivedFetchers.ROOT);
      Object permitted = run.permits(field) ? value : field.bound.refusal();
      Frame.Column column = null;
      if (field.staged && permitted != null) {
        loader.loadUnder(frame, field, permitted);
        column = frame.columns[field.column];
      }
      out.raw((byte) '{');
      out.raw(field.key);
      push(field.responseKey);
      boolean written =
          column == null
              ? value(field, field.shape, permitted, null, 0)
              : value(field, field.shape, permitted, column.children(), 0);
      depth--;
      if (written) {
        out.raw((byte) '}');
      } else {
        nullAt(mark);
      }
    } catch (Abort abort) {
      aborted(abort, mark, 0);
    }
    return finish();
  }

  private static FieldPlan rootField(ObjectPlan root) {
    FieldPlan field = root.steps()[0].field();
    if (field == null) {
      throw new IllegalStateException("validation lets no subscription ask for __typename alone");
    }
    return field;
  }

  private boolean object(ObjectPlan plan, Object source, @Nullable Frame frame, int index) {
    if (++objects % OBJECTS_PER_CLOCK == 0) {
      run.checkDeadline();
    }
    out.raw((byte) '{');
    for (ObjectPlan.Step step : plan.steps()) {
      FieldPlan field = step.field();
      if (field == null) {
        out.raw(constant(step));
        continue;
      }
      out.raw(field.key);
      if (!field(field, source, frame, index)) {
        return false;
      }
    }
    out.raw((byte) '}');
    return true;
  }

  private static byte[] constant(ObjectPlan.Step step) {
    byte[] bytes = step.constant();
    if (bytes == null) {
      throw new IllegalStateException("a step without field has bytes");
    }
    return bytes;
  }

  private boolean field(FieldPlan field, Object source, @Nullable Frame frame, int index) {
    int outside = depth;
    int mark = out.position();
    push(field.responseKey);
    boolean written;
    try {
      if (field.staged) {
        written = staged(field, frame, index);
      } else if (!run.permits(field)) {
        written = value(field, field.shape, field.bound.refusal(), null, 0);
      } else {
        written = direct(field, source);
      }
    } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
      FieldProblem problem = run.problem(thrown, field);
      depth = outside + 1;
      out.cutTo(mark);
      written = failed(field, field.shape, problem);
    }
    depth = outside;
    return written;
  }

  private boolean staged(FieldPlan field, @Nullable Frame frame, int index) {
    Frame.Column column = frame == null ? null : frame.columns[field.column];
    if (column == null) {
      throw new IllegalStateException(field.bound.coordinates() + " was not loaded");
    }
    int[] starts = column.starts();
    return value(
        field,
        field.shape,
        column.values()[index],
        column.children(),
        starts == null ? 0 : starts[index]);
  }

  private boolean direct(FieldPlan field, Object source) {
    FieldKind.Getter<Object> plain = field.getter;
    if (plain != null) {
      return value(field, field.shape, plain.get(source), null, 0);
    }
    FieldKind.IntGetter<Object> number = field.intGetter;
    if (number != null) {
      out.number(number.get(source));
      return true;
    }
    switch (field.kind) {
      case FieldKind.LongGetter<Object> getter -> out.number(getter.get(source));
      case FieldKind.BooleanGetter<Object> getter -> out.bool(getter.get(source));
      case FieldKind.Utf8Getter<Object> getter -> {
        byte[] text = getter.get(source);
        if (text == null) {
          return value(field, field.shape, null, null, 0);
        }
        out.utf8(text);
      }
      default -> {
        Object arguments = run.arguments(field);
        return arguments instanceof Arguments coerced
            ? value(field, field.shape, run.value(field, source, coerced), null, 0)
            : failed(field, field.shape, (FieldProblem) arguments);
      }
    }
    return true;
  }

  private boolean value(
      FieldPlan field,
      Shape shape,
      @Nullable Object value,
      Frame.@Nullable Children children,
      int number) {
    if (value == null) {
      if (shape.nonNull()) {
        return failed(field, shape, Failures.nullInNonNull(field.bound, run.context().traceId()));
      }
      out.nothing();
      return true;
    }
    LeafWriter leaf = shape.leaf();
    if (leaf != null) {
      return leaf(field, shape, leaf, value);
    }
    if (value instanceof FieldProblem problem) {
      return failed(field, shape, problem);
    }
    int mark = out.position();
    Shape element = shape.element();
    boolean written =
        element != null
            ? list(field, shape, element, value, children, number)
            : composite(field, shape, value, children, number);
    if (written) {
      return true;
    }
    out.cutTo(mark);
    if (shape.nonNull()) {
      return false;
    }
    out.nothing();
    return true;
  }

  private boolean leaf(FieldPlan field, Shape shape, LeafWriter leaf, Object value) {
    if (value instanceof FieldProblem problem) {
      return failed(field, shape, problem);
    }
    int mark = out.position();
    try {
      leaf.write(out, value);
      return true;
    } catch (CoercingSerializeException wrong) {
      out.cutTo(mark);
      return failed(field, shape, wrongValue(field, value));
    }
  }

  private boolean list(
      FieldPlan field,
      Shape shape,
      Shape element,
      Object value,
      Frame.@Nullable Children children,
      int first) {
    int outside = depth;
    if (value instanceof List<?> list && list instanceof java.util.RandomAccess) {
      out.raw((byte) '[');
      int number = first;
      push(null);
      for (int i = 0, size = list.size(); i < size; i++) {
        if (i > 0) {
          out.raw((byte) ',');
        }
        indexes[outside] = i;
        Object each = list.get(i);
        if (!value(field, element, each, children, number)) {
          depth = outside;
          return false;
        }
        number += children == null ? 0 : LevelLoader.count(element, each);
      }
      out.raw((byte) ']');
      depth = outside;
      return true;
    }
    Iterable<?> elements = PlanRun.elements(value);
    if (elements == null) {
      failedValue(field, value);
      return false;
    }
    return list(field, shape, element, copy(elements), children, first);
  }

  private static List<Object> copy(Iterable<?> elements) {
    List<Object> copy = new java.util.ArrayList<>();
    elements.forEach(copy::add);
    return copy;
  }

  private boolean composite(
      FieldPlan field, Shape shape, Object value, Frame.@Nullable Children children, int number) {
    if (children != null) {
      Frame frame = children.frame(number);
      if (frame == null) {
        failedValue(field, value);
        return false;
      }
      return object(frame.plan, value, frame, children.index(number));
    }
    SelectionPlan selection = shape.selection();
    ObjectPlan plan = selection == null ? null : selection.planFor(value);
    if (plan == null) {
      failedValue(field, value);
      return false;
    }
    return object(plan, value, null, 0);
  }

  /** Records the problem and writes null where the type allows it. */
  private boolean failed(FieldPlan field, Shape shape, FieldProblem problem) {
    errors.add(problem, field.line, field.lineColumn, keys, indexes, depth);
    if (shape.nonNull()) {
      return false;
    }
    out.nothing();
    return true;
  }

  private void failedValue(FieldPlan field, Object value) {
    errors.add(wrongValue(field, value), field.line, field.lineColumn, keys, indexes, depth);
  }

  private FieldProblem wrongValue(FieldPlan field, Object value) {
    return Failures.wrongValue(field.bound, value, run.context().traceId());
  }

  private void push(@Nullable String key) {
    if (depth == keys.length) {
      keys = Arrays.copyOf(keys, depth * 2);
      indexes = Arrays.copyOf(indexes, depth * 2);
    }
    keys[depth++] = key;
  }

  private void aborted(Abort abort, int mark, int pathDepth) {
    errors.add(
        abort.problem(),
        0,
        0,
        pathDepth == 0 ? null : keys,
        pathDepth == 0 ? null : indexes,
        pathDepth);
    nullAt(mark);
  }

  private void nullAt(int mark) {
    out.cutTo(mark);
    out.nothing();
  }

  private GraphQlResponse nothingAt(int mark) {
    nullAt(mark);
    return finish();
  }

  private GraphQlResponse finish() {
    if (errors.count() > 0) {
      out.ascii(",\"errors\":[");
      out.raw(errors.json());
      out.raw((byte) ']');
    }
    out.raw((byte) '}');
    return new GraphQlResponse(
        GraphQlResponse.Outcome.EXECUTED, out.buffer(), out.position(), errors.count());
  }
}
