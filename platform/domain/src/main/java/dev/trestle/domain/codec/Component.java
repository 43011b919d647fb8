package dev.trestle.domain.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One component of a record: how to get it out, write it unless it is the default, and read it. */
final class Component {
  private final String name;
  private final Class<?> type;
  private final TypeCodec codec;
  private final boolean nullable;
  private final @Nullable Object missing;
  private final byte[] opening;
  private final Method accessor;
  private final MethodHandles.Lookup lookup;
  // Linked at first use: most records of a desk are not met while it starts.
  private @Nullable MethodHandle getter;

  Component(RecordComponent component, TypeCodec codec, MethodHandles.Lookup lookup) {
    this.name = component.getName();
    this.type = component.getType();
    this.codec = codec;
    this.nullable =
        component.getAnnotatedType().isAnnotationPresent(Nullable.class)
            || codec.emptyValue() == null;
    this.missing = missing(type, nullable ? null : codec.emptyValue());
    Sink out = new Sink(16);
    FieldNames.write(name, out);
    this.opening = out.toBytes();
    this.accessor = component.getAccessor();
    this.lookup = lookup;
  }

  private MethodHandle getter() {
    MethodHandle linked = getter;
    if (linked == null) {
      Class<?> result = type.isPrimitive() ? type : Object.class;
      try {
        linked = lookup.unreflect(accessor).asType(MethodType.methodType(result, Object.class));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the lookup of " + accessor + " is not a private one", e);
      }
      getter = linked; // Whoever comes at the same time links an equal one.
    }
    return linked;
  }

  private static @Nullable Object missing(Class<?> type, @Nullable Object empty) {
    if (type == long.class) {
      return 0L;
    }
    if (type == int.class) {
      return 0;
    }
    return type == boolean.class ? Boolean.FALSE : empty;
  }

  String name() {
    return name;
  }

  /** How deep its values nest, as {@link TypeCodec#nesting} says. */
  int nesting(Set<RecordCodec<?>> around) {
    return Wire.hasUnpairedSurrogate(name) ? TypeCodec.UNSURE : codec.nesting(around);
  }

  /** What the component is when the field was not written. */
  @Nullable Object missing() {
    return missing;
  }

  @Nullable Object read(Source in) {
    int tag = in.readByte();
    return tag == Wire.NULL ? missing : codec.read(in, tag);
  }

  void write(Object holder, Sink out) {
    try {
      if (type == long.class) {
        long value = (long) getter().invokeExact(holder);
        if (value != 0) {
          out.putBytes(opening);
          PlainValues.writeLong(value, out);
        }
      } else if (type == int.class) {
        int value = (int) getter().invokeExact(holder);
        if (value != 0) {
          out.putBytes(opening);
          PlainValues.writeLong(value, out);
        }
      } else if (type == boolean.class) {
        if ((boolean) getter().invokeExact(holder)) {
          out.putBytes(opening);
          out.putByte(Wire.TRUE);
        }
      } else {
        Object value = (Object) getter().invokeExact(holder);
        if (value != null && (nullable || !codec.isEmpty(value))) {
          out.putBytes(opening);
          codec.write(value, out);
        }
      }
    } catch (Throwable thrown) {
      throw RecordCodec.unchecked(thrown);
    }
  }

  @Nullable Object value(Object holder) {
    try {
      if (type == long.class) {
        return (long) getter().invokeExact(holder);
      }
      if (type == int.class) {
        return (int) getter().invokeExact(holder);
      }
      if (type == boolean.class) {
        return (boolean) getter().invokeExact(holder);
      }
      return (Object) getter().invokeExact(holder);
    } catch (Throwable thrown) {
      throw RecordCodec.unchecked(thrown);
    }
  }

  boolean isMissing(@Nullable Object value) {
    return value == null
        || value.equals(missing)
        || (!nullable && !type.isPrimitive() && codec.isEmpty(value));
  }

  @Nullable Object plain(@Nullable Object value) {
    return value == null ? null : codec.toPlain(value);
  }

  /** Cheap and sure of equality; arrays inside nested records may look different and be equal. */
  boolean surelyEqual(@Nullable Object a, @Nullable Object b) {
    return Objects.deepEquals(a, b);
  }
}
