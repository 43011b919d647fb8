package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.LiveSource;
import dev.trestle.sdk.schema.RequestContext;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The engine over one current schema generation, which may be swapped while requests run. */
public final class SchemaEngine implements GraphQlEngine {
  private final AtomicReference<SchemaGeneration> current;

  public SchemaEngine(SchemaGeneration first) {
    this.current = new AtomicReference<>(first);
  }

  /** The generation that new requests begin with. */
  public SchemaGeneration generation() {
    return Objects.requireNonNull(current.get());
  }

  /**
   * Lets new requests begin with another generation. Those under way end with theirs.
   *
   * @return the one before, retired; {@link SchemaGeneration#awaitDrained} tells when it is unused
   */
  public SchemaGeneration swap(SchemaGeneration next) {
    SchemaGeneration before = current.getAndSet(next);
    before.release();
    return before;
  }

  @Override
  public Prepared prepare(GraphQlRequest request, RequestContext context) {
    SchemaGeneration generation = hold();
    boolean kept = false;
    try {
      Prepared prepared = prepare(request, context, generation);
      kept = prepared instanceof Prepared.Ready;
      return prepared;
    } catch (FieldProblem problem) {
      return new Prepared.Refused(Answers.refused(problem, context.traceId()));
    } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
      return new Prepared.Refused(
          Answers.refused(
              Failures.of(thrown, "preparing a request", context.traceId()), context.traceId()));
    } finally {
      if (!kept) {
        generation.release();
      }
    }
  }

  private SchemaGeneration hold() {
    while (true) {
      SchemaGeneration generation = generation();
      if (generation.hold()) {
        return generation;
      }
      // Retired and drained between the two calls: the next one is current by now.
      Thread.onSpinWait();
    }
  }

  private static Prepared prepare(
      GraphQlRequest request, RequestContext context, SchemaGeneration generation) {
    if (request.query().isEmpty()) {
      throw new FieldProblem(
          ProblemType.INVALID,
          request.extensions().containsKey("persistedQuery")
              ? "PERSISTED_QUERY_NOT_SUPPORTED"
              : "QUERY_MISSING",
          "The request carries no query.",
          "Send the document's text as \"query\".");
    }
    DocumentDesk.Admission admission = DocumentDesk.admit(request.query(), generation);
    AdmittedDocument document = admission.document();
    if (document == null) {
      return new Prepared.Refused(Answers.refused(admission.issues(), context.traceId()));
    }
    AdmittedOperation operation = document.operation(request.operationName());
    if (operation == null) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "OPERATION_UNKNOWN",
          request.operationName() == null || request.operationName().isEmpty()
              ? "The document holds several operations or none; operationName says which to run."
              : "The document holds no operation of that name.");
    }
    if (operation.introspects() && !generation.limits().introspection()) {
      throw new FieldProblem(
          ProblemType.FORBIDDEN,
          "INTROSPECTION_OFF",
          "This desk does not tell its schema.",
          "Use the published schema text.");
    }
    OperationGate gate = context.find(OperationGate.class);
    FieldProblem closed = gate == null ? null : gate.refusal(operation.rootFields());
    if (closed != null) {
      throw closed;
    }
    CoercedVariables variables = variables(request, operation, generation);
    long cost = operation.cost(variables);
    if (cost > generation.limits().cost()) {
      throw new FieldProblem(
          ProblemType.LIMIT,
          "QUERY_TOO_COSTLY",
          "The operation weighs "
              + cost
              + "; at most "
              + generation.limits().cost()
              + " is allowed.",
          "Ask for smaller pages or fewer nested lists.");
    }
    return new ReadyOperation(generation, operation, variables, request.variables());
  }

  private static CoercedVariables variables(
      GraphQlRequest request, AdmittedOperation operation, SchemaGeneration generation) {
    if (operation.definition().getVariableDefinitions().isEmpty()) {
      return CoercedVariables.emptyVariables();
    }
    for (Map.Entry<String, @Nullable Object> entry : request.variables().entrySet()) {
      TextRules.Flaw flaw = TextRules.firstFlaw("$" + entry.getKey(), entry.getValue());
      if (flaw != null) {
        throw DocumentLimits.badText(flaw.path(), flaw.what());
      }
    }
    try {
      return ValuesResolver.coerceVariableValues(
          generation.schema(),
          operation.definition().getVariableDefinitions(),
          RawVariables.of(request.variables()),
          GraphQLContext.getDefault(),
          Locale.ROOT);
    } catch (graphql.GraphQLException wrong) {
      throw Messages.invalid("VARIABLES", wrong.getMessage());
    }
  }

  @Override
  public GraphQlResponse execute(Prepared.Ready ready, RequestContext context) {
    try (ReadyOperation prepared = (ReadyOperation) ready) {
      if (prepared.kind() == OperationKind.SUBSCRIPTION) {
        return Answers.refused(
            new FieldProblem(
                ProblemType.INVALID,
                "SUBSCRIPTION_NOT_HERE",
                "A subscription has no single answer.",
                "Subscribe over a WebSocket or an event stream."),
            context.traceId());
      }
      AdmittedOperation operation = prepared.operation();
      if (operation.introspects()) {
        return Interpreter.render(
            Interpreter.execute(prepared.generation(), operation, prepared.rawVariables(), context),
            context,
            prepared.generation().limits().answerBytes());
      }
      return new PlanRun(operation.plan(prepared.variables()), prepared.variables(), context)
          .execute();
    } catch (Abort abort) {
      return Answers.refused(abort.problem(), context.traceId());
    } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
      return Answers.refused(
          Failures.of(thrown, "executing a request", context.traceId()), context.traceId());
    }
  }

  @Override
  public Subscription.Opening subscribe(Prepared.Ready ready, RequestContext context) {
    ReadyOperation prepared = (ReadyOperation) ready;
    boolean opened = false;
    try {
      Subscription subscription = open(prepared, context);
      opened = true;
      return new Subscription.Opening.Opened(subscription);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
      return new Subscription.Opening.Refused(
          Answers.refused(
              Failures.of(thrown, "opening a subscription", context.traceId()), context.traceId()));
    } finally {
      if (!opened) {
        prepared.close();
      }
    }
  }

  private static Subscription open(ReadyOperation prepared, RequestContext context) {
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
    if (!field.bound.permits(context) && field.bound.refusal() instanceof FieldProblem problem) {
      throw problem;
    }
    Object arguments = new PlanRun(plan, prepared.variables(), context).arguments(field);
    if (arguments instanceof FieldProblem problem) {
      throw problem;
    }
    LiveSource source = live.open((Arguments) arguments, context);
    return new OpenSubscription(prepared, plan, source);
  }
}
