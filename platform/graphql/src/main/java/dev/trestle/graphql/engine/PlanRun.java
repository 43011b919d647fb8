package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.RequestContext;
import graphql.execution.CoercedVariables;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a plan: the request's variables and context, and what loading and writing share.
 * Used by one thread.
 */
final class PlanRun {
  private final Plan plan;
  private final RequestContext context;
  private final CoercedVariables variables;
  private @Nullable Object[] arguments;

  PlanRun(Plan plan, CoercedVariables variables, RequestContext context) {
    this.plan = plan;
    this.context = context;
    this.variables = variables;
    this.arguments = new Object[plan.compiler().slots()];
  }

  /** Runs a query or mutation to its answer. */
  GraphQlResponse execute() {
    AnswerWriter writer = new AnswerWriter(this, plan.sizeHint());
    LevelLoader loader = new LevelLoader(this);
    ObjectPlan root = plan.root();
    GraphQlResponse response =
        plan.kind() == OperationKind.MUTATION
            ? writer.mutation(root, loader)
            : writer.query(root, loader);
    plan.wrote(response.length());
    return response;
  }

  /** Renders one item of a subscription, whose root field's value is given. */
  GraphQlResponse render(Object value) {
    AnswerWriter writer = new AnswerWriter(this, plan.sizeHint());
    return writer.item(plan.root(), new LevelLoader(this), value);
  }

  RequestContext context() {
    return context;
  }

  SchemaGeneration generation() {
    return plan.compiler().generation();
  }

  void checkDeadline() {
    if (System.nanoTime() - context.deadlineNanos() >= 0) {
      throw new Abort(Failures.timeout());
    }
  }

  boolean permits(FieldPlan field) {
    return !field.guarded || field.bound.permits(context);
  }

  /** The field's coerced arguments, or the FieldProblem that says why there are none. */
  Object arguments(FieldPlan field) {
    if (field.constantArguments != null) {
      return field.constantArguments;
    }
    int slot = field.argumentSlot;
    if (slot >= arguments.length) {
      // Plans under interfaces and unions are compiled as their types appear, also by other
      // requests.
      arguments = Arrays.copyOf(arguments, Math.max(slot + 1, plan.compiler().slots()));
    }
    Object known = arguments[slot];
    if (known == null) {
      known = plan.compiler().arguments(field.bound, field.argumentNodes, variables);
      arguments[slot] = known;
    }
    return known;
  }

  /** The value of a field that is neither batch nor slow. */
  @Nullable Object value(FieldPlan field, Object source, Arguments coerced) {
    return switch (field.kind) {
      case FieldKind.Getter<Object> getter -> getter.get(source);
      case FieldKind.Computed<Object> computed -> computed.get(source, coerced, context);
      case FieldKind.IntGetter<Object> getter -> getter.get(source);
      case FieldKind.LongGetter<Object> getter -> getter.get(source);
      case FieldKind.BooleanGetter<Object> getter -> getter.get(source);
      case FieldKind.Utf8Getter<Object> getter -> DerivedFetchers.text(getter.get(source));
      case FieldKind.Batch<Object> batch ->
          throw new IllegalStateException(field.bound.coordinates() + " is a batch");
      case FieldKind.Slow<Object> slow ->
          throw new IllegalStateException(field.bound.coordinates() + " is slow");
      case FieldKind.Live live ->
          throw new IllegalStateException(field.bound.coordinates() + " is live");
    };
  }

  FieldProblem problem(Throwable thrown, FieldPlan field) {
    if (thrown instanceof Abort abort) {
      throw abort;
    }
    return Failures.of(thrown, field.bound.coordinates(), context.traceId());
  }

  /** The elements of a list value; null when the value is no list. */
  static @Nullable Iterable<?> elements(Object value) {
    return switch (value) {
      case Collection<?> collection -> collection;
      case Object[] array -> Arrays.asList(array);
      case Iterable<?> iterable -> iterable;
      default -> null;
    };
  }
}
