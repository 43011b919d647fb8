package dev.trestle.domain.codec;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Derives codecs from record classes; one derivation may meet a record inside itself. */
final class RecordShape {
  private final Map<Class<?>, RecordCodec<?>> met = new HashMap<>();

  <R extends Record> RecordCodec<R> codec(Class<R> type) {
    RecordComponent[] parts = type.getRecordComponents();
    if (parts == null) {
      throw new IllegalArgumentException(type.getName() + " is no record");
    }
    RecordCodec<R> codec = new RecordCodec<>(type);
    met.put(type, codec);
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      Component[] components = new Component[parts.length];
      int extra = -1;
      for (int i = 0; i < parts.length; i++) {
        if (parts[i].getName().equals(RecordCodec.EXTRA) && parts[i].getType() == Document.class) {
          extra = i;
        }
        components[i] = new Component(parts[i], codecOf(parts[i]), lookup);
      }
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      codec.bind(components, type.getDeclaredConstructor(types), lookup, extra);
      return codec;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " is not open to its codec", e);
    }
  }

  private TypeCodec codecOf(RecordComponent part) {
    try {
      return codecOf(part.getGenericType());
    } catch (UnsupportedTypeException e) {
      throw new IllegalArgumentException(
          "component '%s' of %s cannot be stored: %s"
              .formatted(part.getName(), part.getDeclaringRecord().getName(), e.type.getTypeName()),
          e);
    }
  }

  private TypeCodec codecOf(Type type) {
    return switch (type) {
      case Class<?> plain -> codecOfClass(plain);
      case ParameterizedType generic when generic.getRawType() == List.class ->
          new CompositeCodecs.ListCodec(codecOf(generic.getActualTypeArguments()[0]));
      case ParameterizedType generic
          when generic.getRawType() == Map.class
              && generic.getActualTypeArguments()[0] == String.class ->
          new CompositeCodecs.MapCodec(codecOf(generic.getActualTypeArguments()[1]));
      case WildcardType wildcard -> codecOf(wildcard.getUpperBounds()[0]);
      default -> throw new UnsupportedTypeException(type);
    };
  }

  private TypeCodec codecOfClass(Class<?> type) {
    TypeCodec scalar = ScalarCodecs.of(type);
    if (scalar != null) {
      return scalar;
    }
    if (type.isEnum()) {
      @SuppressWarnings("unchecked") // isEnum says so.
      Class<? extends Enum<?>> constants = (Class<? extends Enum<?>>) type;
      return new CompositeCodecs.EnumCodec(constants);
    }
    if (type.isRecord()) {
      RecordCodec<?> known = met.get(type);
      return new CompositeCodecs.NestedCodec(
          known == null ? codec(type.asSubclass(Record.class)) : known);
    }
    throw new UnsupportedTypeException(type);
  }

  private static final class UnsupportedTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Type type;

    UnsupportedTypeException(Type type) {
      super(type.getTypeName());
      this.type = type;
    }
  }
}
