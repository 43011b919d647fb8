package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.LiveSource;
import dev.trestle.sdk.schema.RequestContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A subscription over its source; holds the schema generation until closed. */
final class OpenSubscription implements Subscription {
  private final ReadyOperation prepared;
  private final Plan plan;
  private final LiveSource source;

  OpenSubscription(ReadyOperation prepared, Plan plan, LiveSource source) {
    this.prepared = prepared;
    this.plan = plan;
    this.source = source;
  }

  @Override
  public @Nullable LiveItem next(Duration timeout) throws InterruptedException {
    return source.next(timeout);
  }

  @Override
  public GraphQlResponse render(LiveItem item, RequestContext context) {
    try {
      return new PlanRun(plan, prepared.variables(), context).render(item.value());
    } catch (Abort abort) {
      return Answers.refused(abort.problem(), context.traceId());
    } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
      return Answers.refused(
          Failures.of(thrown, "rendering an event", context.traceId()), context.traceId());
    }
  }

  @Override
  public void close() {
    try {
      source.close();
    } finally {
      prepared.close();
    }
  }
}
