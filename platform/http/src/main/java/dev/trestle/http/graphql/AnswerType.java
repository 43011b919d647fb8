package dev.trestle.http.graphql;

import dev.trestle.http.exchange.Headers;
import dev.trestle.http.exchange.Refusals;
import io.helidon.http.Header;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The media type of an answer, which also decides how errors show in the status code. */
enum AnswerType {
  /** The older habit: a well-formed request is answered with 200, whatever GraphQL says of it. */
  JSON(Headers.JSON),
  /** The specification's own type: a request that did not execute is answered with 400. */
  GRAPHQL_RESPONSE(Headers.GRAPHQL_JSON);

  private static final String OFFERED = "application/graphql-response+json, application/json";

  private final Header header;

  AnswerType(Header header) {
    this.header = header;
  }

  Header header() {
    return header;
  }

  /** Chooses from an Accept header; without one, and for wildcards, plain JSON. */
  static AnswerType of(@Nullable String accept) {
    if (accept == null || accept.equals("*/*") || accept.equals("application/json")) {
      return JSON;
    }
    if (accept.equals("application/graphql-response+json")) {
      return GRAPHQL_RESPONSE;
    }
    return negotiate(accept);
  }

  private static AnswerType negotiate(String accept) {
    AnswerType best = null;
    double bestQuality = 0;
    for (String part : accept.toLowerCase(Locale.ROOT).split(",", 32)) {
      String[] pieces = part.split(";", -1);
      AnswerType type =
          switch (pieces[0].trim()) {
            case "application/graphql-response+json" -> GRAPHQL_RESPONSE;
            case "application/json", "application/*", "*/*" -> JSON;
            default -> null;
          };
      double quality = quality(pieces);
      boolean better = quality > bestQuality || quality == bestQuality && type == GRAPHQL_RESPONSE;
      if (type != null && quality > 0 && better) {
        best = type;
        bestQuality = quality;
      }
    }
    if (best == null) {
      throw Refusals.notAcceptable(OFFERED);
    }
    return best;
  }

  private static double quality(String[] pieces) {
    for (int i = 1; i < pieces.length; i++) {
      String piece = pieces[i].trim();
      if (piece.startsWith("q=")) {
        try {
          return Double.parseDouble(piece.substring(2));
        } catch (NumberFormatException notANumber) {
          return 0;
        }
      }
    }
    return 1;
  }
}
