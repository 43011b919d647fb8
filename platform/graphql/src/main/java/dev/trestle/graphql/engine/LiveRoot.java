package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.LiveSource;
import dev.trestle.sdk.schema.RequestContext;

/** A subscription's operation, planned, with the one root field that brings its events. */
record LiveRoot(ReadyOperation prepared, Plan plan, FieldPlan field, FieldKind.Live live) {

  /**
   * @throws FieldProblem when the operation is none that can be subscribed to
   */
  static LiveRoot of(ReadyOperation prepared) {
    if (prepared.kind() != OperationKind.SUBSCRIPTION) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "NOT_A_SUBSCRIPTION",
          "Only a subscription can be subscribed to.",
          "Send queries and mutations as ordinary requests.");
    }
    Plan plan = prepared.operation().plan(prepared.variables());
    ObjectPlan root = plan.root();
    FieldPlan field = root.steps().length == 1 ? root.steps()[0].field() : null;
    if (field == null || !(field.kind instanceof FieldKind.Live live)) {
      // Skipping the only root field by a directive gets past validation.
      throw new FieldProblem(
          ProblemType.INVALID, "SUBSCRIPTION_EMPTY", "The subscription selects no event.");
    }
    return new LiveRoot(prepared, plan, field, live);
  }

  /** Whether its events come from a plugin, and not from the desk. */
  boolean ofPlugin() {
    return field.bound.plugin() != null;
  }

  /**
   * @throws FieldProblem when the viewer may not, or the arguments do not fit
   */
  LiveSource open(RequestContext context) {
    if (!field.bound.permits(context) && field.bound.refusal() instanceof FieldProblem problem) {
      throw problem;
    }
    Object arguments = new PlanRun(plan, prepared.variables(), context).arguments(field);
    if (arguments instanceof FieldProblem problem) {
      throw problem;
    }
    return live.open((Arguments) arguments, context);
  }
}
