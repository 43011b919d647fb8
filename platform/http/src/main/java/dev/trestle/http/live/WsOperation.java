package dev.trestle.http.live;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.graphql.engine.GraphQlResponse;
import dev.trestle.http.exchange.ErrorJson;
import dev.trestle.http.exchange.Refusal;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operation on a WebSocket: runs on a thread of its own and writes under its id. */
final class WsOperation implements LiveSink, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(WsOperation.class);

  private final WsConversation conversation;
  private final WsSocket socket;
  private final LiveDesk desk;
  private final Peer peer;
  private final GraphQlRequest request;
  private final String id;
  private final String quotedId;
  private final String traceId;
  private final LiveOperation operation;

  WsOperation(
      WsConversation conversation,
      WsSocket socket,
      LiveDesk desk,
      Peer peer,
      String id,
      GraphQlRequest request) {
    this.conversation = conversation;
    this.socket = socket;
    this.desk = desk;
    this.peer = peer;
    this.id = id;
    this.quotedId = quoted(id);
    this.request = request;
    this.traceId = desk.traceIds().fresh();
    this.operation = desk.operation(peer, traceId, this);
  }

  /** An error message for an operation that never started. */
  static void refuse(WsSocket socket, String id, Refusal refusal, String traceId) {
    String errors = new String(ErrorJson.list(refusal, traceId), StandardCharsets.UTF_8);
    socket.send("{\"id\":" + quoted(id) + ",\"type\":\"error\",\"payload\":" + errors + "}");
  }

  void cancel() {
    operation.cancel();
  }

  @Override
  public void run() {
    try {
      operation.run(request, peer.admit(), null);
    } catch (Refusal refusal) {
      refused(refusal);
    } catch (FieldProblem problem) {
      givenUp(problem);
    } catch (Gone gone) {
      LOG.debug("trace {}: the peer went away", traceId);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      LOG.error("trace {}: a live operation failed", traceId, bug);
      quietly(() -> refuse(socket, id, Refusals.internal(), traceId));
    } finally {
      conversation.ended(id, this);
    }
  }

  private void refused(Refusal refusal) {
    if (desk.connections().stopping()) {
      quietly(() -> socket.close(CloseCode.GOING_AWAY.number(), "The desk is stopping."));
    } else if (refusal.type() == ProblemType.UNAUTHENTICATED) {
      String reason = refusal.code() + ": " + refusal.sentence();
      quietly(() -> socket.close(CloseCode.FORBIDDEN.number(), reason));
    } else {
      quietly(() -> refuse(socket, id, refusal, traceId));
    }
  }

  private void givenUp(FieldProblem problem) {
    if (problem.type() == ProblemType.LIMIT) {
      desk.connections().countSlowReader();
      String reason = problem.code() + ": resume from the last cursor.";
      quietly(() -> socket.close(CloseCode.SLOW_READER.number(), reason));
    } else {
      quietly(() -> refuse(socket, id, GraphQlErrors.refusal(problem), traceId));
    }
  }

  private void quietly(Runnable send) {
    try {
      send.run();
    } catch (Gone gone) {
      LOG.debug("trace {}: the peer went away", traceId);
    }
  }

  @Override
  public void next(GraphQlResponse response, @Nullable String cursor) {
    String payload = new String(response.buffer(), 0, response.length(), StandardCharsets.UTF_8);
    StringBuilder message = new StringBuilder(payload.length() + quotedId.length() + 40);
    message.append("{\"id\":").append(quotedId).append(",\"type\":\"next\",\"payload\":");
    socket.send(message.append(payload).append('}').toString());
  }

  @Override
  public void refused(GraphQlResponse response) {
    String errors = GraphQlErrors.list(response);
    conversation.ended(id, this);
    socket.send("{\"id\":" + quotedId + ",\"type\":\"error\",\"payload\":" + errors + "}");
  }

  @Override
  public void complete() {
    // Freed before it is announced, so that the client may use the id again at once.
    conversation.ended(id, this);
    socket.send("{\"id\":" + quotedId + ",\"type\":\"complete\"}");
  }

  @Override
  public void idle() {
    // The connection has its own heartbeat.
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
