package dev.trestle.graphql.desk.input;

import dev.trestle.domain.command.Patch;
import dev.trestle.domain.query.Comparators;
import dev.trestle.graphql.desk.view.StoredInput;
import dev.trestle.sdk.command.Mutation.Given;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of an input object: a component takes the input field of its name. Built once per
 * record class, by reflection; binding itself only calls handles.
 *
 * <p>Takes UUID, String, Integer, Long, Boolean, BigDecimal, Instant, LocalDate, Duration, enums,
 * lists, records, maps (in their plain form), and {@link Patch} or {@link Given} of any of them. A
 * malformed id becomes a problem at its path.
 */
public final class InputBinder<T> {
  /** Turns one given, non-null value into a component's value. */
  @FunctionalInterface
  private interface Converter {
    @Nullable Object convert(Object value, Path path, List<Problem> problems);
  }

  /** A place in the input, outermost first. */
  private record Path(@Nullable Path parent, String name) {
    Path to(String inner) {
      return new Path(this, inner);
    }

    List<String> names() {
      List<String> names = parent == null ? new ArrayList<>() : parent.names();
      names.add(name);
      return names;
    }
  }

  /**
   * One component.
   *
   * @param wrap makes a component's value of whether it was given, and as what; null for plain ones
   * @param absent the value of a plain one that is absent or null
   */
  private record Component(
      String name, @Nullable Wrap wrap, @Nullable Object absent, Converter converter) {}

  /** Tells absent from null. */
  @FunctionalInterface
  private interface Wrap {
    Object of(boolean given, @Nullable Object value);
  }

  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Boolean.class,
          BigDecimal.class,
          Instant.class,
          LocalDate.class,
          Duration.class);
  private static final Map<Class<?>, Object> PRIMITIVES =
      Map.of(int.class, 0, long.class, 0L, boolean.class, false);

  private static final UUID NOBODY = new UUID(0, 0);

  private final Class<T> type;
  private final List<Component> components;
  private final MethodHandles.Lookup lookup;
  // Linked at first use: most mutations of a desk are not met while it starts.
  private @Nullable MethodHandle constructor;

  private InputBinder(Class<T> type) {
    this.type = type;
    RecordComponent[] parts = type.getRecordComponents();
    List<Component> found = new ArrayList<>();
    for (RecordComponent part : parts) {
      Wrap wrap = wrap(part.getType());
      Type value =
          wrap == null
              ? part.getGenericType()
              : ((ParameterizedType) part.getGenericType()).getActualTypeArguments()[0];
      found.add(
          new Component(part.getName(), wrap, PRIMITIVES.get(part.getType()), converter(value)));
    }
    this.components = List.copyOf(found);
    try {
      this.lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException hidden) {
      throw new IllegalArgumentException(type + " cannot be made from outside", hidden);
    }
  }

  private MethodHandle constructor() {
    MethodHandle linked = constructor;
    if (linked == null) {
      List<Class<?>> types = new ArrayList<>();
      for (RecordComponent part : type.getRecordComponents()) {
        types.add(part.getType());
      }
      try {
        linked =
            lookup
                .findConstructor(type, MethodType.methodType(void.class, types))
                .asSpreader(Object[].class, types.size())
                .asType(MethodType.methodType(Object.class, Object[].class));
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException("every record has its canonical constructor", impossible);
      }
      constructor = linked;
    }
    return linked;
  }

  private static @Nullable Wrap wrap(Class<?> type) {
    if (type == Patch.class) {
      return (given, value) -> given ? Patch.of(value) : Patch.absent();
    }
    return type == Given.class ? Given::new : null;
  }

  public static <T extends Record> InputBinder<T> of(Class<T> type) {
    return new InputBinder<>(type);
  }

  /** The names of the input fields it takes. */
  public List<String> names() {
    return components.stream().map(Component::name).toList();
  }

  /**
   * The record. Problems are added to the list; a malformed id stands in the record as one that
   * nothing has, so that the rest of the input can still be judged.
   */
  public T bind(Arguments input, List<Problem> problems) {
    return type.cast(bind(input.asMap(), new Path(null, "input"), problems));
  }

  private Object bind(Map<?, ?> input, Path path, List<Problem> problems) {
    @Nullable Object[] values = new @Nullable Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Component component = components.get(i);
      Object given = input.get(component.name());
      Object value =
          given == null
              ? null
              : component.converter().convert(given, path.to(component.name()), problems);
      Wrap wrap = component.wrap();
      values[i] =
          wrap != null
              ? wrap.of(input.containsKey(component.name()), value)
              : value == null ? component.absent() : value;
    }
    MethodHandle handle = constructor();
    try {
      return (Object) handle.invokeExact(values);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable checked) {
      throw new IllegalStateException(type + " cannot be made", checked);
    }
  }

  private static Converter converter(Type declared) {
    if (declared instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      if (raw == List.class) {
        return list(converter(generic.getActualTypeArguments()[0]));
      }
      if (raw == Map.class) {
        return (value, path, problems) -> StoredInput.plain(value);
      }
    }
    if (declared instanceof Class<?> type) {
      if (type == UUID.class) {
        return InputBinder::id;
      }
      if (PLAIN.contains(type)) {
        return (value, path, problems) -> type.cast(value);
      }
      if (PRIMITIVES.containsKey(type)) {
        return (value, path, problems) -> value;
      }
      if (type.isEnum()) {
        return (value, path, problems) -> constant(type, value);
      }
      if (type.isRecord()) {
        InputBinder<?> nested = new InputBinder<>(type);
        return (value, path, problems) -> nested.bind((Map<?, ?>) value, path, problems);
      }
    }
    throw new IllegalArgumentException("inputs hold no " + declared);
  }

  private static Converter list(Converter element) {
    return (value, path, problems) -> {
      List<@Nullable Object> bound = new ArrayList<>();
      for (Object each : (Collection<?>) value) {
        Path at = path.to(Integer.toString(bound.size()));
        bound.add(each == null ? null : element.convert(each, at, problems));
      }
      return bound;
    };
  }

  private static Object id(Object value, Path path, List<Problem> problems) {
    UUID id = Comparators.uuid(value);
    if (id == null) {
      problems.add(
          new Problem(
              ProblemType.INVALID,
              "ID_MALFORMED",
              "This is no id of this desk. Take ids from the desk's answers.",
              path.names()));
      return NOBODY;
    }
    return id;
  }

  private static Object constant(Class<?> type, Object value) {
    String name = value instanceof Enum<?> constant ? constant.name() : value.toString();
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalStateException("the schema lets through " + name + " as " + type);
  }
}
