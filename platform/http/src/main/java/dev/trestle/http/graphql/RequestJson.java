package dev.trestle.http.graphql;

import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.graphql.engine.GraphQlRequests;
import dev.trestle.http.exchange.Refusal;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.sdk.schema.FieldProblem;
import io.helidon.common.parameters.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests as each transport carries them; what is wrong with one becomes a refusal. */
public final class RequestJson {
  private RequestJson() {}

  /** The body of a POST. */
  public static GraphQlRequest body(byte[] body) {
    return withQuery(reading(() -> GraphQlRequests.parse(body)));
  }

  /** The query string of a GET; variables and extensions are JSON inside it. */
  public static GraphQlRequest url(Parameters parameters) {
    return withQuery(
        reading(() -> {
          Map<String, @Nullable Object> members = new LinkedHashMap<>();
          members.put("query", parameters.first("query").orElse(null));
          members.put("operationName", parameters.first("operationName").orElse(null));
          members.put("variables", object(parameters.first("variables").orElse("")));
          members.put("extensions", object(parameters.first("extensions").orElse("")));
          return GraphQlRequests.of(members);
        }));
  }

  /** The payload of a subscribe message. */
  public static GraphQlRequest payload(Map<String, @Nullable Object> payload) {
    return withQuery(reading(() -> GraphQlRequests.of(payload)));
  }

  /** One JSON object of any shape, such as a message of a WebSocket. */
  public static Map<String, @Nullable Object> message(String text) {
    return reading(() -> GraphQlRequests.parseObject(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static @Nullable Map<String, @Nullable Object> object(String json) {
    return json.isEmpty()
        ? null
        : GraphQlRequests.parseObject(json.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T reading(Supplier<T> step) {
    try {
      return step.get();
    } catch (FieldProblem problem) {
      String remedy = problem.remedy();
      throw new Refusal(
          400,
          problem.type(),
          problem.code(),
          problem.sentence(),
          remedy == null ? "Send one JSON object with the member query." : remedy);
    }
  }

  private static GraphQlRequest withQuery(GraphQlRequest request) {
    if (!request.query().isEmpty()) {
      return request;
    }
    throw request.extensions().containsKey("persistedQuery")
        ? Refusals.invalid(
            "PERSISTED_QUERY_NOT_SUPPORTED",
            "PersistedQueryNotSupported: this desk keeps no documents for clients.",
            "Send the whole document in query.")
        : Refusals.invalid(
            "QUERY_MISSING",
            "The request has no query.",
            "Send {\"query\": \"...\"} with a GraphQL document.");
  }
}
