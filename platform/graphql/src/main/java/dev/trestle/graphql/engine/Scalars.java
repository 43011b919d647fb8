package dev.trestle.graphql.engine;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The scalars a schema text may declare, besides the five of the specification. */
final class Scalars {
  /** A decimal may have this many digits; 1E+1000000000 is a short text and a very long number. */
  private static final int MAX_DECIMAL_DIGITS = 100;

  private Scalars() {}

  static Map<String, GraphQLScalarType> all() {
    Map<String, GraphQLScalarType> all = new LinkedHashMap<>();
    text(
        all,
        "DateTime",
        "an ISO 8601 instant such as 2031-03-03T09:00:00.000Z",
        Instant.class,
        text -> OffsetDateTime.parse(text).toInstant(),
        IsoText::of);
    text(
        all,
        "Date",
        "an ISO 8601 day such as 2031-03-03",
        LocalDate.class,
        LocalDate::parse,
        LocalDate::toString);
    text(
        all,
        "Duration",
        "an ISO 8601 duration such as PT4H30M",
        Duration.class,
        Duration::parse,
        Duration::toString);
    text(
        all,
        "Decimal",
        "a decimal number as text, such as \"12.50\"",
        BigDecimal.class,
        Scalars::decimal,
        BigDecimal::toPlainString);
    text(
        all,
        "UUID",
        "a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057",
        UUID.class,
        Scalars::uuid,
        UUID::toString);
    text(
        all,
        "Cursor",
        "a cursor taken from an earlier answer",
        String.class,
        Function.identity(),
        Function.identity());
    all.put(
        "Long", GraphQLScalarType.newScalar().name("Long").coercing(new LongCoercing()).build());
    return all;
  }

  static UUID uuid(String text) {
    UUID parsed = UUID.fromString(text);
    // fromString also takes "1-1-1-1-1", which would give one thing two names.
    if (text.length() != 36) {
      throw new IllegalArgumentException("not the canonical length");
    }
    return parsed;
  }

  private static BigDecimal decimal(String text) {
    if (text.length() > MAX_DECIMAL_DIGITS) {
      throw new IllegalArgumentException("too long");
    }
    BigDecimal value = new BigDecimal(text);
    if (Math.abs((long) value.scale()) > MAX_DECIMAL_DIGITS) {
      throw new IllegalArgumentException("too many digits");
    }
    return value;
  }

  private static <T> void text(
      Map<String, GraphQLScalarType> all,
      String name,
      String form,
      Class<T> type,
      Function<String, T> parse,
      Function<T, String> print) {
    all.put(
        name,
        GraphQLScalarType.newScalar()
            .name(name)
            .coercing(new TextCoercing<>(form, type, parse, print))
            .build());
  }

  /** A scalar that travels as a JSON string. */
  private record TextCoercing<T>(
      String form, Class<T> type, Function<String, T> parse, Function<T, String> print)
      implements Coercing<T, String> {

    @Override
    public String serialize(Object result, GraphQLContext context, Locale locale) {
      if (!type.isInstance(result)) {
        throw new CoercingSerializeException("a " + type.getSimpleName() + " was expected");
      }
      return print.apply(type.cast(result));
    }

    @Override
    public T parseValue(Object input, GraphQLContext context, Locale locale) {
      if (input instanceof String text) {
        T value = parsed(text);
        if (value != null) {
          return value;
        }
      } else if (type.isInstance(input)) {
        return type.cast(input);
      }
      throw new CoercingParseValueException("Expected " + form + ".");
    }

    @Override
    public T parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      if (input instanceof StringValue text) {
        T value = parsed(Objects.requireNonNull(text.getValue()));
        if (value != null) {
          return value;
        }
      }
      throw new CoercingParseLiteralException("Expected " + form + ".");
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
      return StringValue.of(
          input instanceof String text ? text : serialize(input, context, locale));
    }

    private @Nullable T parsed(String text) {
      try {
        return parse.apply(text);
      } catch (DateTimeException | IllegalArgumentException | ArithmeticException malformed) {
        return null;
      }
    }
  }

  /** A whole number of up to 64 bits, as a JSON number. */
  private static final class LongCoercing implements Coercing<Long, Long> {
    @Override
    public Long serialize(Object result, GraphQLContext context, Locale locale) {
      return switch (result) {
        case Long number -> number;
        case Integer number -> number.longValue();
        default -> throw new CoercingSerializeException("a Long was expected");
      };
    }

    @Override
    public Long parseValue(Object input, GraphQLContext context, Locale locale) {
      return switch (input) {
        case Long number -> number;
        case Integer number -> number.longValue();
        case BigInteger number when number.bitLength() < 64 -> number.longValue();
        default ->
            throw new CoercingParseValueException("Expected a whole number of up to 64 bits.");
      };
    }

    @Override
    public Long parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      if (input instanceof IntValue number && number.getValue().bitLength() < 64) {
        return number.getValue().longValue();
      }
      throw new CoercingParseLiteralException("Expected a whole number of up to 64 bits.");
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
      return IntValue.newIntValue(BigInteger.valueOf(((Number) input).longValue())).build();
    }
  }
}
