package dev.trestle.app.client;

import dev.trestle.graphql.engine.GraphQlEngine;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.sdk.schema.RequestContext;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a desk that is open in this process, through the same engine that answers over HTTP. */
public final class EngineCaller implements GraphQlCaller {
  private final GraphQlEngine engine;
  private final Supplier<RequestContext> contexts;

  /**
   * @param contexts begins each request, for a viewer of the caller's choice
   */
  public EngineCaller(GraphQlEngine engine, Supplier<RequestContext> contexts) {
    this.engine = engine;
    this.contexts = contexts;
  }

  @Override
  public Answer call(String document, Map<String, @Nullable Object> variables) throws CallFailed {
    return Answers.data(
        Answers.parse(
            engine.execute(GraphQlRequest.of(document, variables), contexts.get()).bytes()));
  }
}
