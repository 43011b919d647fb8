package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.RequestContext;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * graphql-java's fetcher for a registered field. Only introspection and whatever shares a document
 * with it runs through these, so a batch is simply a batch of one here.
 */
final class DerivedFetchers {
  /** The source of root fields, which have none of their own. */
  static final Object ROOT = new Object();

  private DerivedFetchers() {}

  static LightDataFetcher<Object> of(BoundField field) {
    return new LightDataFetcher<>() {
      @Override
      public @Nullable Object get(
          GraphQLFieldDefinition definition,
          @Nullable Object source,
          Supplier<DataFetchingEnvironment> environment) {
        return fetch(field, source == null ? ROOT : source, environment);
      }

      @Override
      public @Nullable Object get(DataFetchingEnvironment environment) {
        Object source = environment.getSource();
        return fetch(field, source == null ? ROOT : source, () -> environment);
      }
    };
  }

  private static @Nullable Object fetch(
      BoundField field, Object source, Supplier<DataFetchingEnvironment> environment) {
    if (field.entry().permission() != null && !field.permits(context(environment))) {
      return valueOrThrow(field.refusal());
    }
    return switch (field.kind()) {
      case FieldKind.Getter<Object> getter -> getter.get(source);
      case FieldKind.IntGetter<Object> getter -> getter.get(source);
      case FieldKind.LongGetter<Object> getter -> getter.get(source);
      case FieldKind.BooleanGetter<Object> getter -> getter.get(source);
      case FieldKind.Utf8Getter<Object> getter -> text(getter.get(source));
      case FieldKind.Computed<Object> computed ->
          computed.get(source, arguments(environment), context(environment));
      case FieldKind.Batch<Object> batch ->
          valueOrThrow(
              batch.load(List.of(source), arguments(environment), context(environment)).getFirst());
      case FieldKind.Slow<Object> slow ->
          slow.call().get(source, arguments(environment), context(environment));
      case FieldKind.Live live -> source;
    };
  }

  private static @Nullable Object valueOrThrow(@Nullable Object value) {
    if (value instanceof FieldProblem problem) {
      throw problem;
    }
    return value;
  }

  static @Nullable String text(byte @Nullable [] utf8) {
    return utf8 == null ? null : new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Arguments arguments(Supplier<DataFetchingEnvironment> environment) {
    return Arguments.of(environment.get().getArguments());
  }

  private static RequestContext context(Supplier<DataFetchingEnvironment> environment) {
    GraphQLContext context = environment.get().getGraphQlContext();
    return Objects.requireNonNull(context.<RequestContext>get(RequestContext.class));
  }
}
