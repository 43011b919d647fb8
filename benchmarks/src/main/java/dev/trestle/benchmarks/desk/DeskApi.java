package dev.trestle.benchmarks.desk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trestle.benchmarks.load.AnswerCheck;
import dev.trestle.benchmarks.load.HttpText;
import dev.trestle.benchmarks.load.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Single questions to a desk, one after the other. */
public final class DeskApi {
  private static final String PATH = "/graphql";

  private final int port;
  private final @Nullable String token;

  public DeskApi(int port, @Nullable String token) {
    this.port = port;
    this.token = token;
  }

  /** Signs in and goes on with the access token. */
  public DeskApi signedIn(String email, String password) {
    String answer =
        ask(
            "mutation($e: String!, $p: String!) {signIn(input: {email: $e, password: $p}) {accessToken userErrors {code message}}}",
            "{\"e\":" + HttpText.quoted(email) + ",\"p\":" + HttpText.quoted(password) + "}");
    return new DeskApi(port, text(answer, "accessToken"));
  }

  /** The token that goes with each request. */
  public @Nullable String token() {
    return token;
  }

  public String ask(String query, String variables) {
    byte[] request = request(query, variables);
    try (Load load = new Load(port, 1)) {
      byte[] answer =
          load.ask(
              out -> {
                out.put(request);
                return true;
              },
              new AnswerCheck(2, 1));
      return new String(answer, StandardCharsets.UTF_8);
    }
  }

  /** A request as it goes over the wire. */
  public byte[] request(String query, String variables) {
    return HttpText.post(PATH, token, HttpText.graphql(query, variables));
  }

  /** The first value of this field, wherever it stands in the answer. */
  public static String text(String answer, String field) {
    try (JsonParser json = new JsonFactory().createParser(answer)) {
      for (JsonToken at = json.nextToken(); at != null; at = json.nextToken()) {
        if (at == JsonToken.FIELD_NAME && field.equals(json.currentName())) {
          json.nextToken();
          return json.getText();
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("not JSON: " + answer, broken);
    }
    throw new IllegalStateException("no " + field + " in " + answer);
  }
}
