package dev.trestle.graphql.plugin;

import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.sdk.schema.Arguments;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Type;
import graphql.schema.idl.TypeInfo;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds filters of tickets among what clients give to a plugin's field, wherever they stand in it,
 * and refuses those that the viewer may not ask: as in the desk's own lists.
 */
final class GivenFilters {
  /** For fields that take none. */
  static final GivenFilters NONE = new GivenFilters(Map.of(), Map.of());

  private static final String FILTER = "TicketFilter";

  /** The arguments that are or hold filters, by name, with the name of their type. */
  private final Map<String, String> arguments;

  /** The same of input types that hold filters. */
  private final Map<String, Map<String, String>> inputs;

  private GivenFilters(Map<String, String> arguments, Map<String, Map<String, String>> inputs) {
    this.arguments = arguments;
    this.inputs = inputs;
  }

  static GivenFilters of(@Nullable FieldDefinition field, PluginTexts texts) {
    if (field == null) {
      return NONE;
    }
    Map<String, Map<String, String>> inputs = new LinkedHashMap<>();
    Map<String, String> arguments =
        holding(field.getInputValueDefinitions(), texts, inputs, new HashSet<>());
    return arguments.isEmpty() ? NONE : new GivenFilters(arguments, inputs);
  }

  private static Map<String, String> holding(
      List<InputValueDefinition> values,
      PluginTexts texts,
      Map<String, Map<String, String>> inputs,
      Set<String> looked) {
    Map<String, String> found = new LinkedHashMap<>();
    for (InputValueDefinition value : values) {
      String type = named(value.getType());
      if (type.equals(FILTER) || holds(type, texts, inputs, looked)) {
        found.put(value.getName(), type);
      }
    }
    return found;
  }

  private static boolean holds(
      String type, PluginTexts texts, Map<String, Map<String, String>> inputs, Set<String> looked) {
    if (texts.types().get(type) instanceof InputObjectTypeDefinition input && looked.add(type)) {
      Map<String, String> found = holding(input.getInputValueDefinitions(), texts, inputs, looked);
      if (!found.isEmpty()) {
        inputs.put(type, found);
      }
    }
    return inputs.containsKey(type);
  }

  private static String named(Type<?> type) {
    return TypeInfo.typeInfo(type).getName();
  }

  boolean none() {
    return arguments.isEmpty();
  }

  /**
   * @throws dev.trestle.sdk.schema.FieldProblem when the viewer may not filter by what is given
   */
  void check(Scope scope, Arguments given) {
    check(scope, arguments, given.asMap());
  }

  private void check(Scope scope, Map<String, String> holding, Map<?, ?> given) {
    holding.forEach((name, type) -> check(scope, type, given.get(name)));
  }

  private void check(Scope scope, String type, @Nullable Object given) {
    if (given instanceof Collection<?> many) {
      many.forEach(each -> check(scope, type, each));
    } else if (given instanceof Map<?, ?> input && type.equals(FILTER)) {
      scope.ticketLists().requireAskable(scope, input);
    } else if (given instanceof Map<?, ?> input) {
      check(scope, inputs.getOrDefault(type, Map.of()), input);
    }
  }
}
