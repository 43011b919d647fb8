package dev.trestle.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.http.TestClient.Answer;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GraphQlOverHttpTest {
  private static final String SPEC_TYPE = "application/graphql-response+json";
  @AutoClose private static TestDesk desk;
  private static TestClient client;

  @BeforeAll
  static void start() {
    desk = new TestDesk();
    client = new TestClient(desk);
  }

  @Test
  void answersAQuery() {
    Answer answer = client.query("{ hello }");
    assertEquals(200, answer.status());
    assertEquals("application/json; charset=utf-8", answer.header("Content-Type"));
    assertEquals("{\"data\":{\"hello\":\"world\"}}", answer.text());
    assertEquals("no-store", answer.header("Cache-Control"));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
  }

  @Test
  void knowsTheViewerOfAToken() {
    String anna = client.query("{ whoAmI }", "Authorization", "Bearer anna").text();
    assertTrue(anna.contains("\"Anna\""), anna);
    assertTrue(client.query("{ whoAmI }").text().contains("\"anonymous\""));
  }

  @Test
  void refusesAnExpiredToken_withACodeAndAChallenge() {
    Answer answer = client.query("{ hello }", "Authorization", "Bearer stale");
    assertEquals(401, answer.status());
    assertEquals("TOKEN_EXPIRED", answer.code());
    assertTrue(answer.header("WWW-Authenticate").contains("invalid_token"));
    assertTrue(answer.text().contains("\"type\":\"UNAUTHENTICATED\""), answer.text());
    assertTrue(answer.text().contains("\"remedy\":"), answer.text());
    assertTrue(
        answer.text().contains("\"traceId\":\"" + answer.header("X-Trace-Id")), answer.text());
  }

  @Test
  void answersInvalidDocuments_200ForPlainJson_400ForTheSpecificationsType() {
    Answer plain = client.query("{ nothing }");
    assertEquals(200, plain.status());
    assertTrue(plain.text().contains("\"errors\""), plain.text());
    Answer spec = client.query("{ nothing }", "Accept", SPEC_TYPE);
    assertEquals(400, spec.status());
    assertTrue(spec.header("Content-Type").contains(SPEC_TYPE));
    assertFalse(spec.text().contains("\"data\""), spec.text());
  }

  @Test
  void prefersTheTypeWithTheHigherQuality_andTheSpecificationsAtEqualOnes() {
    accepted("application/json, " + SPEC_TYPE, SPEC_TYPE);
    accepted(SPEC_TYPE + ";q=0.5, application/json", "application/json");
    accepted("text/html, */*;q=0.1", "application/json");
    Answer html = client.query("{ hello }", "Accept", "text/html");
    assertEquals(406, html.status());
    assertEquals("NOT_ACCEPTABLE", html.code());
  }

  private static void accepted(String accept, String answered) {
    Answer answer = client.query("{ hello }", "Accept", accept);
    assertEquals(200, answer.status());
    assertTrue(answer.header("Content-Type").startsWith(answered), accept);
  }

  @Test
  void refusesMutationsByGet_andSubscriptionsToo() {
    for (String query :
        List.of("mutation { write(text: \"x\") }", "subscription { events { number } }")) {
      Answer answer = client.get(byUrl(query), "X-Trestle-CSRF", "1");
      assertEquals(405, answer.status());
      assertEquals("POST", answer.header("Allow"));
      assertEquals("METHOD_NOT_ALLOWED", answer.code());
    }
    assertEquals(0, desk.tape.size());
  }

  @Test
  void answersQueriesByGet_onlyWhenNoForeignPageCouldHaveCausedThem() {
    String query = byUrl("{ hello }");
    assertEquals(200, client.get(query, "X-Trestle-CSRF", "1").status());
    assertEquals(200, client.get(query, "Sec-Fetch-Mode", "cors").status());
    assertEquals(405, client.get(query).status());
    assertEquals(405, client.get(query, "Sec-Fetch-Mode", "navigate").status());
    assertEquals(
        405, client.get(query, "Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "cross-site").status());
  }

  @Test
  void readsVariablesOfAGetAsJson() {
    String query = byUrl("query($t: String!) { echo(text: $t) }");
    String good = "&variables=" + URLEncoder.encode("{\"t\":\"a&b\"}", UTF_8);
    assertTrue(client.get(query + good, "X-Trestle-CSRF", "1").text().contains("\"a&b\""));
    String bad = "&variables=" + URLEncoder.encode("{},\"query\":\"x\"", UTF_8);
    assertEquals(400, client.get(query + bad, "X-Trestle-CSRF", "1").status());
  }

  @Test
  void refusesOtherMethods_andNamesThoseItTakes() {
    for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS")) {
      Answer answer = client.send(method, "/graphql", new byte[0]);
      assertEquals(405, answer.status(), method);
      assertTrue(answer.header("Allow").contains("POST"), method);
    }
  }

  @Test
  void refusesContentTypesThatAForeignPageCanSend() {
    Answer text = client.body("text/plain", "{\"query\":\"mutation{__typename}\"}");
    assertEquals(415, text.status());
    assertEquals("CONTENT_TYPE_UNSUPPORTED", text.code());
    assertEquals(
        415, client.body("application/x-www-form-urlencoded", "query=%7Bhello%7D").status());
    assertEquals(
        415,
        client
            .body(
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{}\r\n--x--")
            .status());
    assertEquals(
        "CHARSET_UNSUPPORTED", client.body("application/json; charset=utf-16", "{}").code());
    assertEquals(
        "CONTENT_TYPE_MISSING", client.send("POST", "/graphql", new byte[] {'{', '}'}).code());
  }

  @Test
  void saysWhatIsWrongWithABody() {
    String deep = "[".repeat(100) + "]".repeat(100);
    for (String body :
        List.of(
            "",
            "{",
            "\"text\"",
            "{\"query\":1}",
            "{}",
            "{\"query\":\"{hello}\",\"variables\":[]}",
            "{\"query\":\"{hello}\"} {}",
            "{\"query\":\"{hello}\",\"query\":\"{hello}\"}",
            "[".repeat(5000) + "]".repeat(5000),
            "{\"query\":\"{hello}\",\"variables\":{\"a\":" + deep + "}}",
            "{\"query\":\"{hello}\",\"variables\":{\"a\":" + "9".repeat(5000) + "}}",
            "{\"query\":\"{hello\\u0000}\"}",
            "{\"query\":\"{hello\\ud800}\"}")) {
      Answer answer = client.json(body);
      String shown = body.substring(0, Math.min(60, body.length()));
      assertEquals(400, answer.status(), shown);
      assertNotEquals("", answer.code(), shown);
    }
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] body = "{\"query\":\"{ echo(text: \\\"\u00fc\\\") }\"}".getBytes(ISO_8859_1);
    Answer answer = client.send("POST", "/graphql", body, "Content-Type", "application/json");
    assertEquals(400, answer.status());
  }

  @Test
  void refusesBatches() {
    Answer answer = client.json("[{\"query\":\"{hello}\"},{\"query\":\"{hello}\"}]");
    assertEquals(400, answer.status());
    assertEquals("BATCH_NOT_SUPPORTED", answer.code());
  }

  @Test
  void refusesPersistedQueries_clearly() {
    Answer answer =
        client.json("{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"0\"}}}");
    assertEquals(400, answer.status());
    assertEquals("PERSISTED_QUERY_NOT_SUPPORTED", answer.code());
  }

  @Test
  void refusesBodiesThatAreTooLarge() {
    Answer answer = client.query(" ".repeat(1 << 20));
    assertEquals(413, answer.status());
    assertEquals("BODY_TOO_LARGE", answer.code());
  }

  @Test
  void takesTheTraceIdOfTheCaller_orMakesOne() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String span = "-00f067aa0ba902b7-01";
    assertEquals(
        trace, client.query("{ hello }", "traceparent", "00-" + trace + span).header("X-Trace-Id"));
    String zeros = "0".repeat(32);
    assertNotEquals(
        zeros, client.query("{ hello }", "traceparent", "00-" + zeros + span).header("X-Trace-Id"));
    assertEquals(32, client.query("{ hello }").header("X-Trace-Id").length());
  }

  @Test
  void tellsNothingOfItsInsides_whenAFieldBreaks() {
    Answer answer = client.query("{ broken }");
    assertEquals(200, answer.status());
    assertTrue(answer.text().contains(answer.header("X-Trace-Id")), answer.text());
    assertFalse(answer.text().contains("machine room"), answer.text());
    assertFalse(answer.text().contains("IllegalState"), answer.text());
  }

  @Test
  void addsNoTraceExtension_whateverTheClientAsksFor() {
    Answer answer = client.query("{ hello }", "apollo-federation-include-trace", "ftv1");
    assertEquals("{\"data\":{\"hello\":\"world\"}}", answer.text());
  }

  @Test
  void answersUnknownPathsWithACode() {
    for (String path : List.of("/console", "/playground", "/graphql/x", "/files/a/b")) {
      Answer answer = client.get(path);
      assertEquals(404, answer.status(), path);
      assertEquals("PATH_UNKNOWN", answer.code(), path);
    }
  }

  @Test
  void refusesTooLongLinesAndHeaders_withACode() {
    Answer line = client.get("/graphql?query=" + "a".repeat(20_000));
    assertEquals("HTTP_MALFORMED", line.code());
    Answer header = client.get("/", "X-Long", "a".repeat(40_000));
    assertEquals("HTTP_MALFORMED", header.code());
  }

  private static String byUrl(String query) {
    return "/graphql?query=" + URLEncoder.encode(query, UTF_8);
  }
}
