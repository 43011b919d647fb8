package dev.trestle.http.exchange;

import dev.trestle.sdk.problem.ProblemType;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/** Gives what the transport refuses, before any endpoint is asked, the same coded shape. */
public final class Transport {
  private Transport() {}

  /** Direct handlers for requests that never reach a path. */
  public static DirectHandlers handlers(TraceIds traceIds) {
    DirectHandler handler =
        new DirectHandler() {
          @Override
          public TransportResponse handle(
              TransportRequest request,
              EventType eventType,
              Status defaultStatus,
              ServerResponseHeaders headers,
              String message) {
            String traceId = traceIds.fresh();
            return TransportResponse.builder()
                .status(defaultStatus)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .header(Headers.TRACE_ID, traceId)
                .header(Headers.NOSNIFF)
                .keepAlive(false)
                .entity(ErrorJson.answer(refusal(defaultStatus.code()), traceId))
                .build();
          }
        };
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      builder.addHandler(type, handler);
    }
    return builder.build();
  }

  static Refusal refusal(RuntimeException malformed) {
    return switch (malformed) {
      case RequestException request -> refusal(request.status().code());
      case HttpException http -> refusal(http.status().code());
      default -> Refusals.internal();
    };
  }

  static Refusal refusal(int status) {
    return switch (status) {
      case 403 ->
          Refusals.forbidden(
              "ORIGIN_FORBIDDEN",
              "Pages of this origin may not connect here.",
              "Ask the operator to allow the origin.");
      case 404 -> Refusals.notFound();
      case 405 -> Refusals.methodNotAllowed("GET, POST");
      case 413 ->
          new Refusal(
              413,
              ProblemType.LIMIT,
              "BODY_TOO_LARGE",
              "The body is larger than this desk takes.",
              "Send less at once.");
      case 503 -> Refusals.busy();
      case 505 ->
          new Refusal(
              505,
              ProblemType.INVALID,
              "HTTP_VERSION_UNSUPPORTED",
              "This version of HTTP is not spoken here.",
              "Send HTTP/1.1.");
      default ->
          status >= 500
              ? Refusals.internal()
              : Refusals.invalid(
                  "HTTP_MALFORMED",
                  "The request is not well-formed HTTP, or its line or headers are too long.",
                  "Send HTTP/1.1 with a Host header, a valid path and smaller headers.");
    };
  }
}
