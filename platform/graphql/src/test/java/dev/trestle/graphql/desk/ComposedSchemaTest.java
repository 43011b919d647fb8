package dev.trestle.graphql.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.SignInDesk;
import dev.trestle.domain.credentials.desk.CredentialDesk;
import dev.trestle.domain.credentials.desk.CredentialViews;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.search.SearchIndex;
import dev.trestle.graphql.desk.view.ReadMeter;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.SchemaComposer;
import dev.trestle.graphql.engine.SchemaGeneration;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NamedNode;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeUtil;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComposedSchemaTest {
  private static final Path COMPOSED = Path.of("../../api-schema/composed/schema.graphqls");
  private static final SchemaGeneration GENERATION = generation();
  private static final TypeDefinitionRegistry PARSED =
      new SchemaParser().parse(GENERATION.printed());

  /** Composing a schema asks nobody anything. */
  private static <T> T idle(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw new AssertionError("composing must not call " + method.getName());
            }));
  }

  private static SchemaGeneration generation() {
    return SchemaComposer.compose(
        List.of(
            new DeskApi(
                    idle(Desk.class),
                    idle(SearchIndex.class),
                    (viewer, state) -> viewer,
                    CredentialDesk.of(
                        idle(Desk.class),
                        idle(SignInDesk.class),
                        new CredentialViews(),
                        () -> Instant.EPOCH,
                        () -> new UUID(0, 0),
                        task -> {}),
                    token -> Viewer.ANONYMOUS,
                    "test",
                    ReadMeter.SILENT)
                .part()),
        EngineLimits.DEFAULTS);
  }

  @Test
  void everyElementIsDescribedAndNamedByTheRulesOfTheHouse() {
    assertEquals("", String.join("\n", GENERATION.lint()));
  }

  @Test
  void itsElementsAreThoseOfItsText() {
    Set<String> expected = new TreeSet<>();
    for (TypeDefinition<?> type : PARSED.types().values()) {
      expected.add(type.getName());
      List<String> members =
          switch (type) {
            case ObjectTypeDefinition object -> names(object.getFieldDefinitions());
            case InterfaceTypeDefinition shared -> names(shared.getFieldDefinitions());
            case InputObjectTypeDefinition input -> names(input.getInputValueDefinitions());
            case EnumTypeDefinition constants -> names(constants.getEnumValueDefinitions());
            default -> List.of();
          };
      members.forEach(member -> expected.add(type.getName() + "." + member));
    }
    assertEquals(expected, GENERATION.elements());
  }

  private static List<String> names(List<? extends NamedNode<?>> members) {
    return members.stream().map(NamedNode::getName).toList();
  }

  @Test
  void everyMutationTakesAnOperationKeyAndADryRun_exceptForSigningInAndOut() {
    Set<String> without = new TreeSet<>();
    for (FieldDefinition mutation :
        PARSED.getTypeOrNull("Mutation", ObjectTypeDefinition.class).getFieldDefinitions()) {
      Type<?> input = mutation.getInputValueDefinitions().getFirst().getType();
      List<String> fields =
          PARSED
              .getTypeOrNull(TypeUtil.unwrapAll(input).getName(), InputObjectTypeDefinition.class)
              .getInputValueDefinitions()
              .stream()
              .map(InputValueDefinition::getName)
              .toList();
      if (!fields.containsAll(List.of("operationKey", "dryRun"))) {
        without.add(mutation.getName());
      }
    }
    assertEquals(Set.of("signIn", "signOut", "tokenRefresh"), without);
  }

  /**
   * A change of the schema shows up as a change of the checked-in file. To accept one, run this
   * test with {@code -Dtrestle.schema.write=true} and review the difference.
   */
  @Test
  void theCheckedInTextIsTheComposedSchema() throws IOException {
    String printed = GENERATION.printed();
    if (Boolean.getBoolean("trestle.schema.write")) {
      Files.writeString(COMPOSED, printed);
    }
    assertEquals(Files.readString(COMPOSED), printed);
  }
}
