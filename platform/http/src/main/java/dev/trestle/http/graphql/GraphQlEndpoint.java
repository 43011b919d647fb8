package dev.trestle.http.graphql;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.metrics.Histogram;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.graphql.desk.credential.Caller;
import dev.trestle.graphql.engine.GraphQlEngine;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.graphql.engine.GraphQlResponse;
import dev.trestle.graphql.engine.OperationKind;
import dev.trestle.graphql.engine.Prepared;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.exchange.Contexts;
import dev.trestle.http.exchange.CsrfGuard;
import dev.trestle.http.exchange.Endpoint;
import dev.trestle.http.exchange.Exchange;
import dev.trestle.http.exchange.Gate;
import dev.trestle.http.exchange.Headers;
import dev.trestle.http.exchange.Refusal;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.sdk.schema.RequestContext;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import java.time.Duration;

/** Queries and mutations at {@code /graphql}. */
public final class GraphQlEndpoint implements Endpoint {

  /**
   * How requests are taken.
   *
   * @param bodyBytesMax the largest body
   * @param getQueries whether queries may come by GET
   * @param timeLimit how long one operation may take
   */
  public record Rules(int bodyBytesMax, GetQueries getQueries, Duration timeLimit) {}

  private final GraphQlEngine engine;
  private final Contexts contexts;
  private final Admission admission;
  private final CsrfGuard csrf;
  private final Gate gate;
  private final Rules rules;
  private final Histogram queries;
  private final Histogram mutations;

  public GraphQlEndpoint(
      GraphQlEngine engine,
      Contexts contexts,
      Admission admission,
      CsrfGuard csrf,
      Gate gate,
      Rules rules,
      Metrics metrics) {
    this.engine = engine;
    this.contexts = contexts;
    this.admission = admission;
    this.csrf = csrf;
    this.gate = gate;
    this.rules = rules;
    String help = "Time to execute one operation, without transport.";
    this.queries = metrics.timing("trestle_graphql_execute_seconds", help, "kind", "query");
    this.mutations = metrics.timing("trestle_graphql_execute_seconds", help, "kind", "mutation");
  }

  @Override
  public void handle(Exchange exchange) {
    boolean post = exchange.is(Method.POST);
    if (!post && !readable(exchange)) {
      throw Refusals.methodNotAllowed(allowed());
    }
    AnswerType type = AnswerType.of(exchange.header(HeaderNames.ACCEPT));
    try {
      GraphQlRequest request;
      Viewer viewer;
      if (post) {
        JsonContent.require(exchange.header(HeaderNames.CONTENT_TYPE));
        byte[] body = exchange.body(rules.bodyBytesMax());
        viewer = admission.admit(exchange.authorization(), exchange.remoteAddress());
        request = RequestJson.body(body);
      } else {
        viewer = admission.admit(exchange.authorization(), exchange.remoteAddress());
        request = RequestJson.url(exchange.request().query());
      }
      gate.enter();
      try {
        answer(exchange, type, request, viewer, !post);
      } finally {
        gate.leave();
      }
    } catch (Refusal refusal) {
      exchange.refuse(refusal, type.header());
    }
  }

  private void answer(
      Exchange exchange, AnswerType type, GraphQlRequest request, Viewer viewer, boolean get) {
    RequestContext context =
        contexts
            .begin(viewer, exchange.traceId())
            .with(Caller.class, exchange.caller())
            .timeLimit(rules.timeLimit())
            .build();
    GraphQlResponse response =
        switch (engine.prepare(request, context)) {
          case Prepared.Refused refused -> refused.response();
          case Prepared.Ready ready -> {
            if (get && ready.kind() != OperationKind.QUERY) {
              ready.close();
              throw Refusals.methodNotAllowed("POST");
            }
            exchange.note(ready.kind().name());
            long started = System.nanoTime();
            GraphQlResponse executed = engine.execute(ready, context);
            (ready.kind() == OperationKind.MUTATION ? mutations : queries)
                .recordNanos(System.nanoTime() - started);
            yield executed;
          }
        };
    if (!response.executed() && type == AnswerType.GRAPHQL_RESPONSE) {
      exchange.status(400);
    }
    exchange.response().header(Headers.NO_STORE);
    exchange.send(type.header(), response.buffer(), response.length());
  }

  private boolean readable(Exchange exchange) {
    if (!exchange.is(Method.GET) && !exchange.is(Method.HEAD)) {
      return false;
    }
    return switch (rules.getQueries()) {
      case OFF -> false;
      case OPEN -> true;
      case GUARDED -> csrf.safeGet(exchange);
    };
  }

  private String allowed() {
    return rules.getQueries() == GetQueries.OPEN ? "GET, HEAD, POST, OPTIONS" : "POST, OPTIONS";
  }
}
