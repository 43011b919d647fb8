package dev.trestle.http.live;

import dev.trestle.domain.access.Viewer;
import dev.trestle.graphql.engine.GraphQlEngine;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.graphql.engine.OperationKind;
import dev.trestle.graphql.engine.Prepared;
import dev.trestle.graphql.engine.Subscription;
import dev.trestle.http.exchange.Gate;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.RequestContext;
import org.jspecify.annotations.Nullable;

/** One operation of a live connection, from its request to its completion. */
final class LiveOperation {
  private final GraphQlEngine engine;
  private final LiveConnections connections;
  private final Gate gate;
  private final Peer peer;
  private final String traceId;
  private final LiveSink sink;
  private volatile boolean cancelled;
  private volatile @Nullable Subscription running;

  LiveOperation(
      GraphQlEngine engine,
      LiveConnections connections,
      Gate gate,
      Peer peer,
      String traceId,
      LiveSink sink) {
    this.engine = engine;
    this.connections = connections;
    this.gate = gate;
    this.peer = peer;
    this.traceId = traceId;
    this.sink = sink;
  }

  /** Ends a running subscription; called by any thread, any number of times. */
  void cancel() {
    cancelled = true;
    Subscription subscription = running;
    if (subscription != null) {
      subscription.close();
    }
  }

  /**
   * Runs to the end on the calling thread.
   *
   * @throws dev.trestle.http.exchange.Refusal when the peer may not, or no longer
   * @throws dev.trestle.sdk.schema.FieldProblem when the source gives the reader up
   * @throws LiveSink.Gone when the peer vanished
   */
  void run(GraphQlRequest request, Viewer viewer, @Nullable String resumeAfter)
      throws InterruptedException {
    RequestContext context = peer.context(viewer, traceId, resumeAfter);
    switch (engine.prepare(request, context)) {
      case Prepared.Refused refused -> sink.refused(refused.response());
      case Prepared.Ready ready when ready.kind() == OperationKind.SUBSCRIPTION -> {
        switch (engine.subscribe(ready, context)) {
          case Subscription.Opening.Refused refused -> sink.refused(refused.response());
          case Subscription.Opening.Opened opened -> pump(opened.subscription());
        }
      }
      case Prepared.Ready ready -> execute(ready, context);
    }
  }

  private void execute(Prepared.Ready ready, RequestContext context) {
    try (ready) {
      gate.enter();
      try {
        sink.next(engine.execute(ready, context), null);
      } finally {
        gate.leave();
      }
    }
    sink.complete();
  }

  private void pump(Subscription subscription) throws InterruptedException {
    running = subscription;
    connections.operationStarted();
    try (subscription) {
      while (!cancelled) {
        LiveItem item = next(subscription);
        if (item == LiveItem.END || cancelled) {
          break;
        }
        Viewer now = peer.again();
        if (item == null) {
          sink.idle();
        } else {
          RequestContext fresh = peer.context(now, traceId, null);
          sink.next(subscription.render(item, fresh), item.cursor());
          connections.countEvent();
        }
      }
    } finally {
      running = null;
      connections.operationEnded();
    }
    if (connections.stopping()) {
      throw Refusals.stopping();
    }
    if (!cancelled) {
      sink.complete();
    }
  }

  private @Nullable LiveItem next(Subscription subscription) throws InterruptedException {
    try {
      return subscription.next(connections.rules().heartbeat());
    } catch (RuntimeException closedUnderway) {
      if (cancelled) {
        return LiveItem.END;
      }
      throw closedUnderway;
    }
  }
}
