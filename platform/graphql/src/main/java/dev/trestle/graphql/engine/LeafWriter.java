package dev.trestle.graphql.engine;

import graphql.GraphQLContext;
import graphql.schema.Coercing;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLUnmodifiedType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Writes values of one scalar or enum type. The usual Java class of each type has a short way;
 * every other value goes through graphql-java's own coercion, so that both ways of executing agree.
 */
interface LeafWriter {
  /** Writes the value, or throws CoercingSerializeException when it is none of the type. */
  void write(JsonOut out, Object value);

  static LeafWriter of(GraphQLUnmodifiedType type) {
    if (type instanceof GraphQLEnumType enumeration) {
      return ofEnum(enumeration);
    }
    GraphQLScalarType scalar = (GraphQLScalarType) type;
    Coercing<?, ?> coercing = scalar.getCoercing();
    LeafWriter general =
        (out, value) ->
            out.any(coercing.serialize(value, GraphQLContext.getDefault(), Locale.ROOT));
    return switch (scalar.getName()) {
      case "String", "Cursor" ->
          (out, value) -> {
            if (value instanceof String text) {
              out.string(text);
            } else {
              general.write(out, value);
            }
          };
      case "ID", "UUID" ->
          (out, value) -> {
            switch (value) {
              case UUID id -> out.uuid(id);
              case String text when scalar.getName().equals("ID") -> out.string(text);
              default -> general.write(out, value);
            }
          };
      case "Int" ->
          (out, value) -> {
            if (value instanceof Integer number) {
              out.number(number);
            } else {
              general.write(out, value);
            }
          };
      case "Boolean" ->
          (out, value) -> {
            if (value instanceof Boolean bool) {
              out.bool(bool);
            } else {
              general.write(out, value);
            }
          };
      case "DateTime" ->
          (out, value) -> {
            if (value instanceof Instant instant) {
              out.instant(instant);
            } else {
              general.write(out, value);
            }
          };
      default -> general;
    };
  }

  private static LeafWriter ofEnum(GraphQLEnumType type) {
    Map<String, byte[]> names = new HashMap<>();
    for (GraphQLEnumValueDefinition value : type.getValues()) {
      names.put(value.getName(), ('"' + value.getName() + '"').getBytes(StandardCharsets.US_ASCII));
    }
    return (out, value) -> {
      byte[] name =
          names.get(value instanceof Enum<?> constant ? constant.name() : value.toString());
      if (name == null) {
        throw new CoercingSerializeException(type.getName() + " has no value of that name");
      }
      out.raw(name);
    };
  }
}
