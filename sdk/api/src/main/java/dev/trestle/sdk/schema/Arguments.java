package dev.trestle.sdk.schema;

import dev.trestle.sdk.problem.ProblemType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The coerced values of a field's arguments or of one input object: checked against the schema,
 * defaults filled in, scalars already Java values ({@code Instant} for DateTime, {@code LocalDate},
 * {@code java.time.Duration}, {@code BigDecimal}, {@code java.util.UUID}, {@code Long} for Long).
 *
 * <p>Absent and null are different: {@link #has} is true for a value given as null. The typed
 * getters return null for both. Asking for a name under the wrong type throws {@link
 * ClassCastException}: the registration and the schema text disagree, which is a bug and not the
 * client's mistake.
 *
 * <p>Immutable; safe to keep and to share.
 */
public final class Arguments {
  public static final Arguments NONE = new Arguments(Map.of());

  private final Map<String, @Nullable Object> values;

  private Arguments(Map<String, ? extends @Nullable Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Wraps coerced values; the map is not copied and must not change any more. */
  public static Arguments of(Map<String, ? extends @Nullable Object> values) {
    return values.isEmpty() ? NONE : new Arguments(values);
  }

  /** Whether a value was given, null included, or a default stands in. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether null was given, as opposed to nothing. */
  public boolean isNull(String name) {
    return values.containsKey(name) && values.get(name) == null;
  }

  /** The value as it is: nested input objects are maps, lists are lists, enums are their names. */
  public @Nullable Object raw(String name) {
    return values.get(name);
  }

  /** All values in the order of the schema or the request, unmodifiable. */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /** A String, ID, Cursor or the name of an enum value. */
  public @Nullable String string(String name) {
    return (String) values.get(name);
  }

  /** A non-null String, ID, Cursor or the name of an enum value. */
  public String requireString(String name) {
    return require(name, string(name));
  }

  public @Nullable Integer integer(String name) {
    return (Integer) values.get(name);
  }

  public int integerOr(String name, int otherwise) {
    Integer value = integer(name);
    return value == null ? otherwise : value;
  }

  public @Nullable Long longNumber(String name) {
    return (Long) values.get(name);
  }

  public @Nullable Boolean bool(String name) {
    return (Boolean) values.get(name);
  }

  /** True only when given as true. */
  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  public @Nullable UUID uuid(String name) {
    return (UUID) values.get(name);
  }

  /** An id as the schema has it, type ID or UUID; refused in the field's name when it is none. */
  public @Nullable UUID id(String name) {
    return switch (values.get(name)) {
      case null -> null;
      case UUID id -> id;
      case Object text -> parsed(name, text.toString());
    };
  }

  public @Nullable Instant instant(String name) {
    return (Instant) values.get(name);
  }

  public @Nullable LocalDate date(String name) {
    return (LocalDate) values.get(name);
  }

  public @Nullable Duration duration(String name) {
    return (Duration) values.get(name);
  }

  public @Nullable BigDecimal decimal(String name) {
    return (BigDecimal) values.get(name);
  }

  /** An enum value as the constant of the same name. */
  public <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
    String value = string(name);
    return value == null ? null : Enum.valueOf(type, value);
  }

  /** A list of enum values as constants; empty when absent or null. */
  public <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
    return strings(name).stream().map(value -> Enum.valueOf(type, value)).toList();
  }

  /** An input object. */
  public @Nullable Arguments object(String name) {
    return wrap(values.get(name));
  }

  /** An input object that the schema declares non-null, such as a mutation's {@code input}. */
  public Arguments requireObject(String name) {
    return require(name, object(name));
  }

  /** A list of input objects without nulls; empty when absent or null. */
  public List<Arguments> objects(String name) {
    List<Arguments> objects = new ArrayList<>();
    for (Object element : list(name)) {
      Arguments object = wrap(element);
      if (object != null) {
        objects.add(object);
      }
    }
    return Collections.unmodifiableList(objects);
  }

  /** A list of String, ID, Cursor or enum names without nulls; empty when absent or null. */
  public List<String> strings(String name) {
    return list(name).stream().map(String.class::cast).toList();
  }

  /** A list of UUIDs without nulls; empty when absent or null. */
  public List<UUID> uuids(String name) {
    return list(name).stream().map(UUID.class::cast).toList();
  }

  /** The raw elements of a list; empty when absent or null. */
  @SuppressWarnings("unchecked")
  public List<Object> list(String name) {
    Object value = values.get(name);
    return value == null ? List.of() : (List<Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Arguments wrap(@Nullable Object value) {
    if (value == null || value instanceof Arguments) {
      return (Arguments) value;
    }
    return of((Map<String, @Nullable Object>) value);
  }

  private static UUID parsed(String name, String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below, as for texts that Java takes for an id and people would not.
    }
    throw new FieldProblem(
        ProblemType.INVALID,
        "ID_MALFORMED",
        name + " is no id of this desk.",
        "Take ids from the desk's answers.");
  }

  private static <T> T require(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the schema declares " + name + " non-null, yet it is null");
    }
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Arguments that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The values in order, for logs of tests; may contain what the client sent. */
  @Override
  public String toString() {
    return new LinkedHashMap<>(values).toString();
  }
}
