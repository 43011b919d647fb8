package dev.trestle.http.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trestle.graphql.engine.GraphQlResponse;
import dev.trestle.http.exchange.Refusal;
import dev.trestle.sdk.schema.FieldProblem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Errors on their way into a live connection. */
final class GraphQlErrors {
  private static final JsonFactory JSON = new JsonFactory();

  private GraphQlErrors() {}

  /** The {@code errors} of a refused request as a JSON list. */
  static String list(GraphQlResponse refused) {
    StringWriter out = new StringWriter();
    try (JsonParser parser = JSON.createParser(refused.buffer(), 0, refused.length());
        JsonGenerator generator = JSON.createGenerator(out)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean errors = parser.currentName().equals("errors");
        parser.nextToken();
        if (errors) {
          generator.copyCurrentStructure(parser);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException ours) {
      throw new UncheckedIOException("the engine's answer is not JSON", ours);
    }
    return out.toString();
  }

  /** What a source says when it gives a subscriber up, as a refusal. */
  static Refusal refusal(FieldProblem problem) {
    String remedy = problem.remedy();
    return new Refusal(
        400,
        problem.type(),
        problem.code(),
        problem.sentence(),
        remedy == null ? "Subscribe again after the last cursor you have seen." : remedy);
  }
}
