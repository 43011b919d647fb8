package dev.trestle.graphql.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.RequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineExecutionTest {
  private final World world = new World();
  private final SchemaEngine engine = world.engine();

  private String answer(String query) {
    return engine.execute(GraphQlRequest.of(query), World.context()).text();
  }

  @Test
  void loadsEachNestedListInOneBatchPerLevel_howeverManyParents() {
    answer(
        "{ jobs(first: 50) { totalCount nodes { worker { firm { head { score } } } client { id } } } }");
    assertEquals(
        Map.of("Job.worker", 1, "Person.firm", 1, "Firm.head", 1, "Person.score", 1),
        world.batchCalls());
  }

  @Test
  void callsABatchOncePerSelection_whenAliasesDiffer() {
    answer("{ people(first: 9) { a: score(times: 2) b: score(times: 3) friends { score } } }");
    assertEquals(Map.of("Person.score", 3), world.batchCalls());
  }

  @Test
  void keepsTheCountOfBatches_throughInterfacesAndUnions() {
    answer(
        "{ things(first: 40) { ... on Person { firm { id } } ... on Job { worker { firm { id } } } } }");
    assertEquals(Map.of("Job.worker", 1, "Person.firm", 2), world.batchCalls());
  }

  @Test
  void writesNullAndACodedErrorWithPath_whereAFieldHasAProblem() {
    assertEquals(
        "{\"data\":{\"person\":{\"fragile\":null}},\"errors\":[{\"message\":\"Fragile 7 broke.\","
            + "\"locations\":[{\"line\":1,\"column\":18}],\"path\":[\"person\",\"fragile\"],"
            + "\"extensions\":{\"type\":\"PRECONDITION\",\"code\":\"FRAGILE\",\"traceId\":\"trace-1\","
            + "\"remedy\":\"Glue it.\"}}]}",
        answer("{ person(n: 7) { fragile } }"));
  }

  @Test
  void tellsOnlyTheTraceId_whenAFieldThrowsSomethingUnexpected() {
    String text = answer("{ person(n: 8) { fragile } }");
    assertTrue(text.contains("\"code\":\"INTERNAL\""), text);
    assertTrue(text.contains("trace-1"), text);
    assertFalse(text.contains("secret detail"), text);
    assertFalse(text.contains("Exception"), text);
  }

  @Test
  void guardsFields_withAnErrorOrSilently() {
    String refused = answer("{ person(n: 1) { secret quietSecrets } }");
    assertTrue(
        refused.startsWith("{\"data\":{\"person\":{\"secret\":null,\"quietSecrets\":[]}}"),
        refused);
    assertTrue(refused.contains("\"type\":\"FORBIDDEN\""), refused);
    assertEquals(Map.of(), world.batchCalls());
    assertEquals(
        "{\"data\":{\"person\":{\"secret\":\"secret\",\"quietSecrets\":[\"s\"]}}}",
        engine
            .execute(
                GraphQlRequest.of("{ person(n: 1) { secret quietSecrets } }"),
                World.context("secret.read"))
            .text());
  }

  @Test
  void runsMutationsStrictlyOneAfterTheOther_payloadsIncluded() {
    String text =
        answer(
            "mutation { a: counterRaise(input: {by: 2}) { total person { id } }"
                + " b: counterRaise(input: {}) { total person { id } } }");
    assertEquals(
        "{\"data\":{\"a\":{\"total\":2,\"person\":{\"id\":\"P2\"}},"
            + "\"b\":{\"total\":3,\"person\":{\"id\":\"P3\"}}}}",
        text);
    assertEquals(List.of(2, 3), world.totalsSeen);
  }

  @Test
  void runsNoLaterMutation_onceANonNullOneFailed() {
    String text =
        answer("mutation { counterBreak(input: {}) { total } counterRaise(input: {}) { total } }");
    assertTrue(text.startsWith("{\"data\":null,\"errors\":[{\"message\":\"It broke.\""), text);
    assertEquals(0, world.counter.get());
  }

  @Test
  void givesUpOnASlowField_andAnswersTheRest() {
    String text = answer("{ slow(millis: 20000) quick: slow(millis: 1) person(n: 2) { aside } }");
    assertTrue(
        text.startsWith(
            "{\"data\":{\"slow\":null,\"quick\":\"slept 1\",\"person\":{\"aside\":\"aside2\"}}"),
        text);
    assertTrue(text.contains("FIELD_TIMEOUT"), text);
  }

  @Test
  void refusesWithTimeout_whenTheDeadlineHasPassed() {
    RequestContext late = RequestContext.withTraceId("t").timeLimit(Duration.ZERO).build();
    String text =
        engine.execute(GraphQlRequest.of("{ people(first: 3) { firm { id } } }"), late).text();
    assertTrue(text.startsWith("{\"data\":null,\"errors\":["), text);
    assertTrue(text.contains("\"code\":\"TIMEOUT\""), text);
  }

  @Test
  void answersIntrospection_besideOrdinaryFields() {
    String text =
        answer(
            "{ __type(name: \"Firm\") { name kind } person(n: 2) { name firm { id } } __typename }");
    assertEquals(
        "{\"data\":{\"__type\":{\"name\":\"Firm\",\"kind\":\"OBJECT\"},\"person\":{\"name\":"
            + "\"Näme \\\"2\\\" \uD83D\uDE00\\n\\u0001\",\"firm\":{\"id\":\"F2\"}},\"__typename\":\"Query\"}}",
        text);
  }

  @Test
  void rendersSubscriptionItems_eachWithAFreshContext() throws Exception {
    Subscription.Opening opening =
        engine.subscribe(
            GraphQlRequest.of(
                "subscription { t: ticks(from: 4) { at person { firm { id } } strictPerson { id } } }"),
            World.context());
    try (Subscription subscription =
        assertInstanceOf(Subscription.Opening.Opened.class, opening).subscription()) {
      LiveItem four = subscription.next(Duration.ZERO);
      assertEquals(
          "{\"data\":{\"t\":{\"at\":4,\"person\":{\"firm\":null},\"strictPerson\":{\"id\":\"P4\"}}}}",
          subscription.render(four, World.context()).text());
      GraphQlResponse five = subscription.render(subscription.next(Duration.ZERO), World.context());
      assertTrue(five.text().startsWith("{\"data\":{\"t\":null},\"errors\""), five.text());
    }
    SchemaGeneration old = engine.swap(world.generation(EngineLimits.DEFAULTS));
    assertTrue(old.awaitDrained(Duration.ZERO), "a closed subscription lets go of the schema");
  }

  @Test
  void refusesASubscriptionAsAQuery_andAQueryAsASubscription() {
    assertTrue(answer("subscription { ticks { at } }").contains("SUBSCRIPTION_NOT_HERE"));
    Subscription.Opening opening =
        engine.subscribe(GraphQlRequest.of("{ __typename }"), World.context());
    assertTrue(
        assertInstanceOf(Subscription.Opening.Refused.class, opening)
            .response()
            .text()
            .contains("NOT_A_SUBSCRIPTION"));
  }

  @Test
  void drainsAReplacedSchema_onlyWhenItsLastRequestIsDone() throws Exception {
    Prepared.Ready ready =
        assertInstanceOf(
            Prepared.Ready.class,
            engine.prepare(GraphQlRequest.of("{ __typename }"), World.context()));
    SchemaGeneration old = engine.swap(world.generation(EngineLimits.DEFAULTS));
    assertFalse(old.awaitDrained(Duration.ZERO));
    assertEquals(
        "{\"data\":{\"__typename\":\"Query\"}}", engine.execute(ready, World.context()).text());
    assertTrue(old.awaitDrained(Duration.ZERO));
  }

  @Test
  void tellsAbsentFromNull_andFillsDefaults() {
    assertEquals(
        "{\"data\":{\"a\":\"{text=none}\",\"b\":\"{text=null, input={inner={flag=true}, flag=true}}\"}}",
        answer("{ a: echo b: echo(text: null, input: {inner: {}}) }"));
  }
}
