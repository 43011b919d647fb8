package dev.trestle.graphql.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation as it arrived, not yet looked at.
 *
 * @param query the document; empty when the client sent none (then executing it is refused)
 * @param operationName which operation of the document; null when it holds one only
 * @param variables as parsed from JSON: String, Boolean, Integer, Long, BigInteger, BigDecimal,
 *     List, Map and null
 * @param extensions as parsed; nothing in it is needed to execute
 */
public record GraphQlRequest(
    String query,
    @Nullable String operationName,
    Map<String, @Nullable Object> variables,
    Map<String, @Nullable Object> extensions) {

  public static GraphQlRequest of(String query) {
    return new GraphQlRequest(query, null, Map.of(), Map.of());
  }

  public static GraphQlRequest of(String query, Map<String, @Nullable Object> variables) {
    return new GraphQlRequest(query, null, variables, Map.of());
  }
}
