package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.RequestContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A running subscription: validated, its root field's arguments coerced, its source open. The
 * connection that serves it pulls items and renders each with a fresh context, so that authority
 * and the snapshot are those of the moment.
 */
public interface Subscription extends AutoCloseable {
  /** The next item, waiting at most this long; null when none came, LiveItem.END at the end. */
  @Nullable LiveItem next(Duration timeout) throws InterruptedException;

  /** Executes the selection over one item. */
  GraphQlResponse render(LiveItem item, RequestContext context);

  /** Closes the source and lets go of the schema generation; any number of times. */
  @Override
  void close();

  /** The result of asking for a subscription. */
  sealed interface Opening {
    record Opened(Subscription subscription) implements Opening {}

    record Refused(GraphQlResponse response) implements Opening {}
  }
}
