package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.RequestContext;

/**
 * Answers GraphQL requests over the current schema generation. Safe for use by any number of
 * threads; executes on the caller's thread. It is an interface so that the floor above can be
 * tested against canned answers.
 */
public interface GraphQlEngine {
  /** Parses (from cache), validates and checks limits, and tells the operation's kind. */
  Prepared prepare(GraphQlRequest request, RequestContext context);

  /**
   * Runs a query or mutation. A subscription is refused here with the code SUBSCRIPTION_NOT_HERE.
   * Never throws for what a client can cause.
   */
  GraphQlResponse execute(Prepared.Ready ready, RequestContext context);

  /** Opens a subscription; queries and mutations are refused with the code NOT_A_SUBSCRIPTION. */
  Subscription.Opening subscribe(Prepared.Ready ready, RequestContext context);

  /** Prepares and executes in one step. */
  default GraphQlResponse execute(GraphQlRequest request, RequestContext context) {
    return switch (prepare(request, context)) {
      case Prepared.Refused refused -> refused.response();
      case Prepared.Ready ready -> execute(ready, context);
    };
  }

  /** Prepares and opens in one step. */
  default Subscription.Opening subscribe(GraphQlRequest request, RequestContext context) {
    return switch (prepare(request, context)) {
      case Prepared.Refused refused -> new Subscription.Opening.Refused(refused.response());
      case Prepared.Ready ready -> subscribe(ready, context);
    };
  }
}
