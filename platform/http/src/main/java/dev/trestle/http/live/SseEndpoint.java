package dev.trestle.http.live;

import dev.trestle.domain.access.Viewer;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.http.exchange.CsrfGuard;
import dev.trestle.http.exchange.Endpoint;
import dev.trestle.http.exchange.Exchange;
import dev.trestle.http.exchange.Headers;
import dev.trestle.http.exchange.Refusal;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.http.graphql.JsonContent;
import dev.trestle.http.graphql.RequestJson;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * graphql-sse at {@code /graphql/stream} in its distinct connections mode: one request, one stream
 * of {@code next} events, one {@code complete}. An event's id is its cursor; a client that was cut
 * sends it back as Last-Event-ID and goes on after it.
 */
public final class SseEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SseEndpoint.class);
  private static final int CURSOR_LENGTH_MAX = 512;
  private static final String ALLOW = "GET, POST, OPTIONS";

  private final LiveDesk desk;
  private final CsrfGuard csrf;

  public SseEndpoint(LiveDesk desk, CsrfGuard csrf) {
    this.desk = desk;
    this.csrf = csrf;
  }

  @Override
  public void handle(Exchange exchange) {
    boolean post = exchange.is(Method.POST);
    if (!post && !(exchange.is(Method.GET) && csrf.safeGet(exchange))) {
      throw Refusals.methodNotAllowed(ALLOW);
    }
    requireEventStream(exchange.header(HeaderNames.ACCEPT));
    GraphQlRequest request;
    Peer peer = desk.peer(exchange.authorization(), exchange.caller());
    if (post) {
      JsonContent.require(exchange.header(HeaderNames.CONTENT_TYPE));
      request = RequestJson.body(exchange.body(desk.connections().rules().messageCharsMax()));
    } else {
      request = RequestJson.url(exchange.request().query());
    }
    Viewer viewer = peer.admit();
    stream(exchange, request, peer, viewer, resumeAfter(exchange));
  }

  private void stream(
      Exchange exchange,
      GraphQlRequest request,
      Peer peer,
      Viewer viewer,
      @Nullable String resumeAfter) {
    SseStream stream = new SseStream(desk.connections(), exchange.traceId());
    LiveOperation operation = desk.operation(peer, exchange.traceId(), stream);
    stream.belongsTo(operation);
    desk.connections().add(stream);
    try {
      var response = exchange.response();
      response.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
      response.header(Headers.NO_STORE);
      response.header("X-Accel-Buffering", "no");
      stream.open(response.outputStream());
      run(stream, operation, request, viewer, resumeAfter);
      stream.close();
    } catch (LiveSink.Gone gone) {
      exchange.note("CONNECTION_LOST");
      throw new CloseConnectionException("the reader of an event stream is gone", gone);
    } finally {
      desk.connections().remove(stream);
    }
  }

  private void run(
      SseStream stream,
      LiveOperation operation,
      GraphQlRequest request,
      Viewer viewer,
      @Nullable String resumeAfter) {
    try {
      operation.run(request, viewer, resumeAfter);
      if (stream.slow()) {
        stream.fail(Refusals.slowReader());
      }
    } catch (Refusal refusal) {
      stream.fail(refusal);
    } catch (FieldProblem problem) {
      if (problem.type() == ProblemType.LIMIT) {
        desk.connections().countSlowReader();
      }
      stream.fail(GraphQlErrors.refusal(problem));
    } catch (InterruptedException killed) {
      throw new LiveSink.Gone(killed);
    } catch (LiveSink.Gone gone) {
      throw gone;
    } catch (RuntimeException bug) {
      LOG.error("trace {}: an event stream failed", stream.traceId(), bug);
      stream.fail(Refusals.internal());
    }
  }

  private static @Nullable String resumeAfter(Exchange exchange) {
    String cursor = exchange.header(Headers.LAST_EVENT_ID);
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    if (cursor.length() > CURSOR_LENGTH_MAX) {
      throw Refusals.invalid(
          "CURSOR_INVALID",
          "Last-Event-ID is not a cursor of this desk.",
          "Send the id of the last event you have seen, or leave the header out.");
    }
    return cursor;
  }

  private static void requireEventStream(@Nullable String accept) {
    if (accept != null) {
      String wanted = accept.toLowerCase(Locale.ROOT);
      if (!wanted.contains("text/event-stream")
          && !wanted.contains("text/*")
          && !wanted.contains("*/*")) {
        throw Refusals.notAcceptable("text/event-stream");
      }
    }
  }
}
