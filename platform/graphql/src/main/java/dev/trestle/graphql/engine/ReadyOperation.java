package dev.trestle.graphql.engine;

import graphql.execution.CoercedVariables;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A prepared operation and its hold on the schema generation. */
final class ReadyOperation implements Prepared.Ready {
  private final SchemaGeneration generation;
  private final AdmittedOperation operation;
  private final CoercedVariables variables;
  private final GraphQlRequest request;
  private final AtomicBoolean closed = new AtomicBoolean();

  ReadyOperation(
      SchemaGeneration generation,
      AdmittedOperation operation,
      CoercedVariables variables,
      GraphQlRequest request) {
    this.generation = generation;
    this.operation = operation;
    this.variables = variables;
    this.request = request;
  }

  @Override
  public OperationKind kind() {
    return operation.kind();
  }

  SchemaGeneration generation() {
    return generation;
  }

  AdmittedOperation operation() {
    return operation;
  }

  CoercedVariables variables() {
    return variables;
  }

  Map<String, @Nullable Object> rawVariables() {
    return request.variables();
  }

  GraphQlRequest request() {
    return request;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      generation.release();
    }
  }
}
