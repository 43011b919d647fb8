package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.RequestContext;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The engine over one current schema generation, which may be swapped while requests run. */
public final class SchemaEngine implements GraphQlEngine {
  private final AtomicReference<SchemaGeneration> current;
  private final Set<OpenSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final ReentrantLock swapping = new ReentrantLock();

  public SchemaEngine(SchemaGeneration first) {
    this.current = new AtomicReference<>(first);
  }

  /** The generation that new requests begin with. */
  public SchemaGeneration generation() {
    return Objects.requireNonNull(current.get());
  }

  /**
   * Lets new requests begin with another generation. Requests under way end with theirs; open
   * subscriptions go over to the new one before this returns, or end.
   *
   * @return the one before, retired; {@link SchemaGeneration#awaitDrained} tells when it is unused
   */
  public SchemaGeneration swap(SchemaGeneration next) {
    swapping.lock();
    try {
      SchemaGeneration before = Objects.requireNonNull(current.getAndSet(next));
      subscriptions.forEach(OpenSubscription::follow);
      before.release();
      return before;
    } finally {
      swapping.unlock();
    }
  }

  /** How many subscriptions are open. */
  public int subscriptions() {
    return subscriptions.size();
  }

  void forget(OpenSubscription subscription) {
    subscriptions.remove(subscription);
  }

  /**
   * Prepares a request that was admitted before on the newest generation, and holds that.
   *
   * @throws FieldProblem when the document does not fit any more
   */
  ReadyOperation again(GraphQlRequest request) {
    SchemaGeneration generation = hold();
    boolean kept = false;
    try {
      ReadyOperation ready =
          ready(request, operation(request, admitted(request, generation)), generation);
      kept = true;
      return ready;
    } finally {
      if (!kept) {
        generation.release();
      }
    }
  }

  private static AdmittedDocument admitted(GraphQlRequest request, SchemaGeneration generation) {
    DocumentDesk.Admission admission = DocumentDesk.admit(request.query(), generation);
    AdmittedDocument document = admission.document();
    if (document == null) {
      throw admission.issues().getFirst().problem();
    }
    return document;
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
    AdmittedOperation operation = operation(request, document);
    OperationGate gate = context.find(OperationGate.class);
    FieldProblem closed = gate == null ? null : gate.refusal(operation.rootFields());
    if (closed != null) {
      throw closed;
    }
    return ready(request, operation, generation);
  }

  private static AdmittedOperation operation(GraphQlRequest request, AdmittedDocument document) {
    AdmittedOperation operation = document.operation(request.operationName());
    if (operation == null) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "OPERATION_UNKNOWN",
          request.operationName() == null || request.operationName().isEmpty()
              ? "The document holds several operations or none; operationName says which to run."
              : "The document holds no operation of that name.");
    }
    return operation;
  }

  private static ReadyOperation ready(
      GraphQlRequest request, AdmittedOperation operation, SchemaGeneration generation) {
    if (operation.introspects() && !generation.limits().introspection()) {
      throw new FieldProblem(
          ProblemType.FORBIDDEN,
          "INTROSPECTION_OFF",
          "This desk does not tell its schema.",
          "Use the published schema text.");
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
    return new ReadyOperation(generation, operation, variables, request);
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
      LiveRoot root = LiveRoot.of(prepared);
      OpenSubscription subscription = new OpenSubscription(this, root, root.open(context), context);
      subscriptions.add(subscription);
      if (prepared.generation() != generation()) {
        // The generations changed meanwhile, and whoever changed them did not see this one.
        subscription.follow();
      }
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
}
