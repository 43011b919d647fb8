package dev.trestle.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.browser.Examples.Example;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The explorer's examples against the schema and a desk as it is now, so that they cannot rot. */
class ExamplesTest {
  private static final Path COMPOSED = Path.of("../../api-schema/composed/schema.graphqls");

  @TempDir Path data;

  @Test
  void everyExampleIsValidInTheComposedSchema() throws Exception {
    GraphQLSchema schema =
        UnExecutableSchemaGenerator.makeUnExecutableSchema(
            new SchemaParser().parse(Files.readString(COMPOSED)));
    Set<String> names = new HashSet<>();
    for (Example example : Examples.all()) {
      var problems =
          new Validator().validateDocument(schema, Parser.parse(example.query()), Locale.ENGLISH);
      assertEquals(List.of(), problems, example.name());
      assertTrue(names.add(example.name()), "two examples are called " + example.name());
    }
    assertTrue(
        names.containsAll(Set.of("Viewer", "Create", "Search", "Changes", "Resolve")),
        () -> "read only " + names);
  }

  @Test
  void everyExampleRunsAsItStandsOnAFreshDesk() throws Exception {
    try (ServedDesk desk = ServedDesk.start(data)) {
      DeskClient admin = desk.admin();
      for (Example example : Examples.all()) {
        if (example.kind().equals("subscription")) {
          continue;
        }
        JsonNode answer = admin.data(example.query(), example.variables());
        for (JsonNode problems : answer.findValues("userErrors")) {
          assertTrue(problems.isEmpty(), () -> example.name() + " " + answer);
        }
        for (JsonNode part : answer) {
          assertFalse(part.isNull(), () -> example.name() + " " + answer);
        }
      }
    }
  }
}
