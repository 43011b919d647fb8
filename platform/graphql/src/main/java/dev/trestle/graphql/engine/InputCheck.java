package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.Arguments;
import graphql.GraphQLContext;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.NonNullType;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks an input object that comes from Java code as if a client had sent it. */
final class InputCheck {
  private static final String INPUT = "input";

  private InputCheck() {}

  static Arguments input(
      GraphQLSchema schema, String type, Map<String, ? extends @Nullable Object> raw) {
    VariableDefinition variable =
        VariableDefinition.newVariableDefinition()
            .name(INPUT)
            .type(NonNullType.newNonNullType(TypeName.newTypeName(type).build()).build())
            .build();
    try {
      return Arguments.of(
              ValuesResolver.coerceVariableValues(
                      schema,
                      List.of(variable),
                      RawVariables.of(Map.of(INPUT, sent(raw))),
                      GraphQLContext.getDefault(),
                      Locale.ROOT)
                  .toMap())
          .requireObject(INPUT);
    } catch (graphql.GraphQLException wrong) {
      throw Messages.invalid("VARIABLES", wrong.getMessage());
    }
  }

  /** The values in the form in which clients send them. */
  private static Object sent(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> sent = new LinkedHashMap<>();
        map.forEach(
            (name, inner) -> sent.put(String.valueOf(name), inner == null ? null : sent(inner)));
        yield sent;
      }
      case Collection<?> list -> {
        List<@Nullable Object> sent = new ArrayList<>(list.size());
        list.forEach(inner -> sent.add(inner == null ? null : sent(inner)));
        yield sent;
      }
      case BigDecimal decimal -> decimal.toPlainString();
      case Long number when number == number.intValue() -> number.intValue();
      case Boolean flag -> flag;
      case Number number -> number;
      case Enum<?> constant -> constant.name();
      default -> value.toString();
    };
  }
}
