package dev.trestle.graphql.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.schema.SchemaPart;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaCompositionTest {
  private record Thing(int n) {}

  private static SchemaPart part(String name, String sdl, RootFields roots, Fields<?>... types) {
    return new SchemaPart(name, List.of(sdl), List.of(types), roots);
  }

  private static List<String> findings(SchemaPart... parts) {
    return assertThrows(
            SchemaRefused.class,
            () -> SchemaComposer.compose(List.of(parts), EngineLimits.DEFAULTS))
        .findings();
  }

  @Test
  void namesEveryFieldWithoutRegistration_andEveryRegistrationWithoutField() {
    assertEquals(
        List.of(
            "Query.b has no registration", "Query.c is registered, but no schema text declares it"),
        findings(
            part(
                "p",
                "type Query { a: Int b: Int }",
                new RootFields().query("a", (a, c) -> 1).query("c", (a, c) -> 1))));
  }

  @Test
  void refusesAKindThatDoesNotFitTheType() {
    assertEquals(
        List.of("Thing.n is of type String, but registered as Int"),
        findings(
            part(
                "p",
                "type Query { t: Thing } type Thing { n: String }",
                new RootFields().query("t", (a, c) -> null),
                Fields.of("Thing", Thing.class).intGetter("n", Thing::n))));
  }

  @Test
  void refusesTwoRegistrationsOfOneField() {
    assertEquals(
        List.of("Query.a is registered by p and q"),
        findings(
            part("p", "type Query { a: Int }", new RootFields().query("a", (a, c) -> 1)),
            part("q", "", new RootFields().query("a", (a, c) -> 2))));
  }

  @Test
  void refusesMembersOfAUnionThatShareAClass() {
    List<String> findings =
        findings(
            part(
                "p",
                "type Query { u: U } union U = A | B type A { n: Int } type B { n: Int }",
                new RootFields().query("u", (a, c) -> null),
                Fields.of("A", Thing.class).intGetter("n", Thing::n),
                Fields.of("B", Thing.class).intGetter("n", Thing::n)));
    assertTrue(findings.getFirst().startsWith("U cannot tell B by its class"), findings.toString());
  }

  @Test
  void letsAnotherPartExtendAType() {
    SchemaGeneration generation =
        SchemaComposer.compose(
            List.of(
                part(
                    "p",
                    "type Query { t: Thing } type Thing { n: Int! }",
                    new RootFields().query("t", (a, c) -> new Thing(4)),
                    Fields.of("Thing", Thing.class).intGetter("n", Thing::n)),
                part(
                    "q",
                    "extend type Thing { twice: Int }",
                    new RootFields(),
                    Fields.of("Thing", Thing.class).getter("twice", t -> t.n() * 2))),
            EngineLimits.DEFAULTS);
    assertEquals(
        "{\"data\":{\"t\":{\"n\":4,\"twice\":8}}}",
        new SchemaEngine(generation)
            .execute(GraphQlRequest.of("{ t { n twice } }"), World.context())
            .text());
  }

  @Test
  void printsTheSameText_inWhateverOrderThePartsCome() {
    SchemaPart one =
        part(
            "p",
            "type Query { t: Thing } type Thing { n: Int! }",
            new RootFields().query("t", (a, c) -> null),
            Fields.of("Thing", Thing.class).intGetter("n", Thing::n));
    SchemaPart two =
        part(
            "q",
            "extend type Query { a: Other } type Other { n: Int! }",
            new RootFields().query("a", (a, c) -> null),
            Fields.of("Other", Thing.class).intGetter("n", Thing::n));
    assertEquals(
        SchemaComposer.compose(List.of(one, two), EngineLimits.DEFAULTS).printed(),
        SchemaComposer.compose(List.of(two, one), EngineLimits.DEFAULTS).printed());
  }

  @Test
  void findsWhatTheRulesOfTheHouseForbid() {
    String sdl =
        """
        "Q." type Query { "F." f: Float "L." list: AConnection bare: Int "D." old: Int @deprecated }
        "C." type AConnection { "N." nodes: [Int] }
        "M." type Mutation { "Bad." createThing(id: ID): Boolean }
        """;
    List<String> lint =
        SchemaComposer.compose(
                List.of(
                    part(
                        "p",
                        sdl,
                        new RootFields()
                            .query("f", (a, c) -> 1)
                            .query("list", (a, c) -> 1)
                            .query("bare", (a, c) -> 1)
                            .query("old", (a, c) -> 1)
                            .mutation("createThing", (a, c) -> true),
                        Fields.of("AConnection", Thing.class).getter("nodes", t -> List.of()))),
                EngineLimits.DEFAULTS)
            .lint();
    String all = String.join("\n", lint);
    for (String expected :
        List.of(
            "Query.f is a Float",
            "Query.list is a connection without first or last",
            "AConnection has no edges",
            "AConnection has no pageInfo",
            "Query.bare has no description",
            "Query.old is deprecated without a reason",
            "Mutation.createThing begins with a verb",
            "takes something else than one argument, input",
            "gives another type than CreateThingPayload",
            "Mutation.createThing(id) has no description")) {
      assertTrue(all.contains(expected), expected + " not in\n" + all);
    }
  }
}
