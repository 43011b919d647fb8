package dev.trestle.graphql.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.testdata.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineRefusalTest {
  private final SchemaEngine engine = new World().engine();

  private GraphQlResponse answer(String query, Map<String, Object> variables) {
    return engine.execute(GraphQlRequest.of(query, variables), World.context());
  }

  private void refused(String code, String query) {
    GraphQlResponse response = answer(query, Map.of());
    assertFalse(response.executed(), response.text());
    assertTrue(response.text().contains("\"code\":\"" + code + "\""), response.text());
  }

  private static String nested(int levels) {
    return "{ person(n: 1) " + "{ boss ".repeat(levels) + "{ id }" + "}".repeat(levels) + "}";
  }

  @Test
  void refusesTooMuchOfAnything_withACode() {
    refused("QUERY_TOO_DEEP", nested(14));
    refused("QUERY_TOO_DEEP", nested(3000));
    refused("QUERY_TOO_LONG", "{ " + "id ".repeat(9000) + "}");
    refused("QUERY_TOO_LONG", "{ a }" + " ".repeat(70_000));
    refused("TOO_MANY_DIRECTIVES", "{ __typename " + "@skip(if: false) ".repeat(11) + "}");
    refused(
        "QUERY_TOO_COSTLY",
        "{ jobs(first: 200) { nodes { worker { jobs(first: 200) { nodes { worker { id } } } } } } }");
    StringBuilder bomb = new StringBuilder("{ ...f0 }");
    for (int i = 0; i < 40; i++) {
      bomb.append(" fragment f")
          .append(i)
          .append(" on Query { ...f")
          .append(i + 1)
          .append(" ...f")
          .append(i + 1)
          .append(" }");
    }
    refused("TOO_MANY_FIELDS", bomb + " fragment f40 on Query { __typename }");
  }

  @Test
  void admitsHonestClients() {
    StringBuilder aliases = new StringBuilder("{");
    for (int i = 0; i < 30; i++) {
      aliases.append(" a").append(i).append(": person(n: ").append(i).append(") { id }");
    }
    assertTrue(answer(aliases + "}", Map.of()).executed());
    assertTrue(answer(nested(13), Map.of()).executed());
  }

  @Test
  void weighsPagesByTheirVariables() {
    String query =
        "query($n: Int!) { jobs(first: $n) { nodes { worker { jobs(first: $n) { nodes { worker { id } } } } } } }";
    assertTrue(answer(query, Map.of("n", 10)).executed());
    assertTrue(answer(query, Map.of("n", 200)).text().contains("QUERY_TOO_COSTLY"));
  }

  @Test
  void namesTheArgumentWhoseTextIsNone() {
    String query = "query($t: String, $i: EchoInput) { echo(text: $t, input: $i) }";
    String nul = answer(query, Map.of("i", Map.of("inner", Map.of("text", "a\0b")))).text();
    assertTrue(nul.contains("BAD_TEXT") && nul.contains("$i.inner.text"), nul);
    assertTrue(answer(query, Map.of("t", "\uD800")).text().contains("unpaired surrogate"));
    refused("BAD_TEXT", "{ echo(input: {text: \"\\u0000\"}) }");
  }

  @Test
  void saysWhatIsWrong_withoutGuessesAndClassNames() {
    refused("SYNTAX", "{ person(n: }");
    refused("VALIDATION", "{ persn(n: 1) { id } }");
    refused("VARIABLES", "query($n: Int!) { person(n: $n) { id } }");
    refused("OPERATION_UNKNOWN", "query A { __typename } query B { __typename }");
    String wrong =
        answer("query($i: EchoInput) { echo(input: $i) }", Map.of("i", List.of(List.of(1)))).text();
    assertTrue(wrong.contains("VARIABLES"), wrong);
    assertFalse(wrong.contains("List12") || wrong.contains("java"), wrong);
  }

  @Test
  void namesWrongArguments_withoutTheParsersOwnWords() {
    String list = "[{text: \\\"a' must be\\\"}, 7]".replace("\\", "");
    for (String wrong : List.of("7", "{text: [1, {a: true}]}", "{none: 1}", list)) {
      String text = answer("{ echo(input: " + wrong + ") }", Map.of()).text();
      assertTrue(text.contains("VALIDATION"), text);
      assertTrue(text.contains("argument 'input"), text);
      assertFalse(text.contains("Value{"), text);
    }
  }

  @Test
  void tellsNoSchema_whenIntrospectionIsOff() {
    SchemaEngine closed =
        new SchemaEngine(new World().generation(EngineLimits.DEFAULTS.withIntrospection(false)));
    String text =
        closed
            .execute(
                GraphQlRequest.of("{ ...q } fragment q on Query { __schema { types { name } } }"),
                World.context())
            .text();
    assertTrue(text.contains("INTROSPECTION_OFF"), text);
    assertTrue(closed.execute(GraphQlRequest.of("{ __typename }"), World.context()).executed());
  }

  @Test
  void boundsIntrospectionThatRunsInCircles() {
    refused(
        "INTROSPECTION_TOO_DEEP",
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }");
  }

  private static void badBody(String code, String body) {
    FieldProblem problem =
        assertThrows(
            FieldProblem.class,
            () -> GraphQlRequests.parse(body.getBytes(StandardCharsets.UTF_8)),
            body);
    assertEquals(code, problem.code(), body);
  }

  @Test
  void readsRequestsStrictly() {
    GraphQlRequest request =
        GraphQlRequests.parse(
            "{\"query\":\"{a}\",\"variables\":{\"n\":1,\"d\":1.5,\"l\":[null,true]},\"other\":{\"x\":[]}}"
                .getBytes(StandardCharsets.UTF_8));
    assertEquals("{a}", request.query());
    assertEquals("{n=1, d=1.5, l=[null, true]}", request.variables().toString());
    badBody("JSON", "{\"query\":");
    badBody("JSON", "{\"query\":\"a\",\"query\":\"b\"}");
    badBody("JSON", "{} {}");
    badBody("REQUEST_SHAPE", "7");
    badBody("REQUEST_SHAPE", "{\"query\":7}");
    badBody("REQUEST_SHAPE", "{\"query\":\"a\",\"variables\":[]}");
    badBody("BAD_TEXT", "{\"query\":\"a\\u0000\"}");
    badBody("BAD_TEXT", "{\"query\":\"a\\ud800\"}");
    badBody("JSON_TOO_DEEP", "{\"variables\":{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}}");
    badBody("BATCH_NOT_SUPPORTED", "[{\"query\":\"{a}\"}]");
    assertThrows(
        FieldProblem.class,
        () -> GraphQlRequests.parse(new byte[] {'{', '"', (byte) 0xC3, '"', '}'}));
  }

  /** What each published attack must come to below HTTP; the others are shown where HTTP is. */
  private static final Map<String, String> PUBLISHED = new LinkedHashMap<>();

  static {
    PUBLISHED.put("alias-overload-100", "TOO_MANY_ALIASES");
    PUBLISHED.put("alias-overload-10000", "QUERY_TOO_LONG");
    PUBLISHED.put("directive-overload-10", "VALIDATION");
    PUBLISHED.put("directive-overload-50000", "QUERY_TOO_LONG");
    PUBLISHED.put("batch-array", "BATCH_NOT_SUPPORTED");
    PUBLISHED.put("suggestions", "VALIDATION");
    PUBLISHED.put("circular-fragments", "VALIDATION");
    PUBLISHED.put("depth-200", "QUERY_TOO_DEEP");
    PUBLISHED.put("error-stack", "VALIDATION|VARIABLES");
    PUBLISHED.put("persisted-miss", "PERSISTED_QUERY_NOT_SUPPORTED");
  }

  @Test
  void refusesThePublishedAttacks() throws Exception {
    Path file = SharedData.path("security/graphql/expected.jsonl");
    int shown = 0;
    for (String line : Files.readAllLines(file)) {
      Map<String, Object> row = GraphQlRequests.parseObject(line.getBytes(StandardCharsets.UTF_8));
      String codes = PUBLISHED.get((String) row.get("id"));
      if (codes == null) {
        continue;
      }
      shown++;
      String body = (String) ((Map<?, ?>) row.get("request")).get("body");
      String text;
      try {
        text =
            engine
                .execute(
                    GraphQlRequests.parse(body.getBytes(StandardCharsets.UTF_8)), World.context())
                .text();
      } catch (FieldProblem problem) {
        text = Answers.refused(problem, "t").text();
      }
      boolean met = false;
      for (String code : codes.split("\\|")) {
        met |= text.contains("\"code\":\"" + code + "\"");
      }
      assertTrue(met, row.get("id") + ": " + text);
      assertFalse(
          text.contains("Did you mean") || text.contains("\tat ") || text.contains("graphql."),
          text);
    }
    assertEquals(PUBLISHED.size(), shown);
  }
}
