package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.RequestContext;
import graphql.ErrorClassification;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.introspection.GoodFaithIntrospection;
import graphql.language.Document;
import graphql.language.SourceLocation;
import graphql.schema.GraphQLSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * graphql-java's own execution, for operations that ask for the schema; and the plans' yardstick.
 */
final class Interpreter {
  private Interpreter() {}

  static GraphQL over(GraphQLSchema schema) {
    DataFetcherExceptionHandler handler =
        parameters -> {
          RequestContext context =
              parameters.getDataFetchingEnvironment().getGraphQlContext().get(RequestContext.class);
          FieldProblem problem =
              Failures.of(
                  parameters.getException(),
                  parameters.getPath().toString(),
                  context == null ? "" : context.traceId());
          GraphQLError error =
              GraphqlErrorBuilder.newError()
                  .message("%s", problem.sentence())
                  .path(parameters.getPath())
                  .location(parameters.getSourceLocation())
                  .errorType(new Carried(problem))
                  .build();
          return CompletableFuture.completedFuture(
              DataFetcherExceptionHandlerResult.newResult(error).build());
        };
    return GraphQL.newGraphQL(schema)
        .defaultDataFetcherExceptionHandler(handler)
        .preparsedDocumentProvider((input, parse) -> {
          Document document = Objects.requireNonNull(input.getGraphQLContext().get(Document.class));
          return CompletableFuture.completedFuture(new PreparsedDocumentEntry(document));
        })
        .build();
  }

  static ExecutionResult execute(
      SchemaGeneration generation,
      AdmittedOperation operation,
      Map<String, @Nullable Object> variables,
      RequestContext context) {
    ExecutionInput input =
        ExecutionInput.newExecutionInput()
            .query("prepared")
            .operationName(operation.definition().getName())
            .variables(new HashMap<>(variables))
            .graphQLContext(
                Map.of(
                    RequestContext.class,
                    context,
                    Document.class,
                    operation.document(),
                    GoodFaithIntrospection.GOOD_FAITH_INTROSPECTION_DISABLED,
                    // The document's limits include a bound of our own on introspection.
                    true))
            .build();
    return generation.interpreter().execute(input);
  }

  static GraphQlResponse render(ExecutionResult result, RequestContext context, int maxBytes) {
    JsonOut out = new JsonOut(4096, maxBytes);
    out.ascii("{\"data\":");
    out.any(result.getData());
    ErrorSink errors = new ErrorSink(context.traceId(), maxBytes);
    for (GraphQLError error : result.getErrors()) {
      add(errors, error);
    }
    if (errors.count() > 0) {
      out.ascii(",\"errors\":[");
      out.raw(errors.json());
      out.raw((byte) ']');
    }
    out.raw((byte) '}');
    return new GraphQlResponse(
        GraphQlResponse.Outcome.EXECUTED, out.buffer(), out.position(), errors.count());
  }

  private static void add(ErrorSink errors, GraphQLError error) {
    List<Object> path = error.getPath() == null ? List.of() : error.getPath();
    @Nullable String[] keys = new String[path.size()];
    int[] indexes = new int[path.size()];
    for (int i = 0; i < keys.length; i++) {
      if (path.get(i) instanceof Integer index) {
        indexes[i] = index;
      } else {
        keys[i] = String.valueOf(path.get(i));
      }
    }
    List<SourceLocation> at = error.getLocations();
    SourceLocation first = at == null || at.isEmpty() ? null : at.getFirst();
    FieldProblem problem =
        error.getErrorType() instanceof Carried carried ? carried.problem() : Failures.internal();
    errors.add(
        problem,
        first == null ? 0 : first.getLine(),
        first == null ? 0 : first.getColumn(),
        path.isEmpty() ? null : keys,
        path.isEmpty() ? null : indexes,
        keys.length);
  }

  /** Carries a problem through graphql-java's error type. */
  private record Carried(FieldProblem problem) implements ErrorClassification {
    @Override
    public Object toSpecification(GraphQLError error) {
      return ProblemType.valueOf(problem.type().name()).name();
    }
  }
}
