package dev.trestle.domain.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one record class as documents whose fields are its components.
 *
 * <p>A component is a {@code boolean}, {@code int}, {@code long} or their boxes, a {@code String},
 * {@code UUID}, {@code BigDecimal}, enum, {@code byte[]}, {@code long[]}, {@link
 * dev.trestle.domain.data.LongList}, {@link Document}, {@code Object} (any plain value), {@code
 * List}, {@code Map} with text keys, or another record. Null, zero, false and empty are not
 * written; what was not written is read as that. Of a component marked {@code @Nullable} that could
 * be empty, null is the default and empty is written. A component {@code Document extra} takes all
 * fields the record does not have and writes them back. Components may be added, removed, reordered
 * and widened from int to long or to decimal; renaming one loses its value. Codecs are made once
 * and are safe for any thread.
 */
public final class RecordCodec<R extends Record> {
  static final String EXTRA = "extra";
  private static final Object UNREAD = new Object();

  private final Class<R> type;
  private Component[] components = {};
  private @Nullable Object[] unread = {};
  private int extra = -1;
  private int[] byPlace = {};
  private final Map<String, Integer> byName = new LinkedHashMap<>();
  private @Nullable Constructor<R> canonical;
  private MethodHandles.@Nullable Lookup lookup;
  // Linked at first use: most records of a desk are not met while it starts.
  private @Nullable MethodHandle constructor;

  RecordCodec(Class<R> type) {
    this.type = type;
  }

  /** Derives the codec; refuses a record with a component of a type that cannot be stored. */
  public static <R extends Record> RecordCodec<R> of(Class<R> type) {
    return new RecordShape().codec(type);
  }

  void bind(
      Component[] components, Constructor<R> canonical, MethodHandles.Lookup lookup, int extra) {
    this.components = components;
    this.canonical = canonical;
    this.lookup = lookup;
    this.extra = extra;
    this.unread = new Object[components.length];
    Arrays.fill(unread, UNREAD);
    this.byPlace = new int[FieldNames.count()];
    Arrays.fill(byPlace, -1);
    for (int i = 0; i < components.length; i++) {
      if (i != extra) {
        int place = FieldNames.place(components[i].name());
        if (place >= 0) {
          byPlace[place] = i;
        }
        byName.put(components[i].name(), i);
      }
    }
  }

  private MethodHandle constructor() {
    MethodHandle linked = constructor;
    if (linked == null) {
      try {
        linked =
            Objects.requireNonNull(lookup)
                .unreflectConstructor(Objects.requireNonNull(canonical))
                .asFixedArity()
                .asSpreader(Object[].class, components.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the lookup of " + type + " is not a private one", e);
      }
      constructor = linked; // Whoever comes at the same time links an equal one.
    }
    return linked;
  }

  public Class<R> type() {
    return type;
  }

  public byte[] encode(R value) {
    Sink out = new Sink();
    encodeInto(value, out);
    return out.toBytes();
  }

  public void encodeInto(R value, Sink out) {
    writeFields(value, out);
  }

  public R decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length, Interner.NONE);
  }

  public R decode(byte[] bytes, int from, int to) {
    return decode(bytes, from, to, Interner.NONE);
  }

  /** Reads the record that fills exactly the range {@code from} to {@code to}. */
  public R decode(byte[] bytes, int from, int to, Interner interner) {
    Source in = new Source(bytes, from, to, interner);
    R value = readFields(in);
    in.expectEnd();
    return value;
  }

  /** The record's fields as they would be stored: without defaults, unknown fields at the end. */
  public Document toDocument(R value) {
    return plainOf(value);
  }

  /**
   * What a component's field means when it was not written, in its neutral form.
   *
   * @throws IllegalArgumentException when there is no such component
   */
  public @Nullable Object unwritten(String component) {
    Integer place = byName.get(component);
    if (place == null) {
      throw new IllegalArgumentException(type.getName() + " has no component " + component);
    }
    return components[place].plain(components[place].missing());
  }

  /** The names of the components, but for the one that takes unknown fields. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /**
   * Writes records as documents without these components; null where what it writes would have to
   * be read back to know that it can be.
   */
  public @Nullable RecordPacking<R> packing(Set<String> without) {
    if (nesting(new HashSet<>()) == TypeCodec.UNSURE) {
      return null;
    }
    return new RecordPacking<>(
        Arrays.stream(components)
            .filter(component -> !without.contains(component.name()))
            .toArray(Component[]::new));
  }

  /** As {@link TypeCodec#nesting}; unsure of a record that may hold itself or unknown fields. */
  int nesting(Set<RecordCodec<?>> around) {
    if (extra >= 0 || !around.add(this)) {
      return TypeCodec.UNSURE;
    }
    int deepest = 0;
    for (Component component : components) {
      deepest = Math.max(deepest, component.nesting(around));
    }
    around.remove(this);
    return Math.min(TypeCodec.UNSURE, deepest + 1);
  }

  /** Reads a record from its neutral form. */
  public R fromDocument(Document document) {
    return decode(document.encode());
  }

  /** The fields that differ, in the record's order, then unknown fields. */
  public List<FieldChange> diff(R before, R after) {
    List<FieldChange> changes = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      Object old = components[i].value(before);
      Object now = components[i].value(after);
      if (components[i].surelyEqual(old, now)) {
        continue;
      }
      if (i == extra) {
        diffFields(asDocument(old), asDocument(now), changes);
      } else {
        addChange(
            components[i].name(), components[i].plain(old), components[i].plain(now), changes);
      }
    }
    return changes;
  }

  private static void diffFields(Document old, Document now, List<FieldChange> changes) {
    SequencedSet<String> names = new LinkedHashSet<>(old.fields().sequencedKeySet());
    names.addAll(now.fields().sequencedKeySet());
    for (String name : names) {
      addChange(name, old.get(name), now.get(name), changes);
    }
  }

  private static void addChange(
      String name, @Nullable Object old, @Nullable Object now, List<FieldChange> changes) {
    if (!PlainValues.equal(old, now)) {
      changes.add(new FieldChange(name, old, now));
    }
  }

  void writeFields(Object value, Sink out) {
    for (int i = 0; i < components.length; i++) {
      if (i != extra) {
        components[i].write(value, out);
      }
    }
    if (extra >= 0) {
      extraOf(value).writeOpenFields(out);
    }
    out.putByte(Wire.END);
  }

  private Document extraOf(Object value) {
    Document unknown = asDocument(components[extra].value(value));
    if (unknown.isEmpty()) {
      return unknown;
    }
    for (String name : byName.keySet()) {
      if (unknown.has(name)) {
        throw new IllegalArgumentException(
            "'" + name + "' stands in extra, but is a component of " + type.getName());
      }
    }
    return unknown;
  }

  private static Document asDocument(@Nullable Object value) {
    return value == null ? Document.empty() : (Document) value;
  }

  R readFields(Source in) {
    in.enter();
    @Nullable Object[] values = unread.clone();
    UnknownFields unknown = null;
    int start = in.at();
    for (int code = in.readNameCode(); code != Source.ENDED; code = in.readNameCode()) {
      String name = code == Source.INLINE ? in.readInlineName() : null;
      int index = name == null ? byPlace[code] : byName.getOrDefault(name, -1);
      if (index >= 0) {
        if (values[index] != UNREAD) {
          throw in.damaged("field '" + components[index].name() + "' stands twice");
        }
        values[index] = components[index].read(in);
      } else {
        unknown = unknown == null ? new UnknownFields() : unknown;
        unknown.take(in, start, name == null ? FieldNames.at(code) : name);
      }
      start = in.at();
    }
    in.leave();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == UNREAD) {
        values[i] = components[i].missing();
      }
    }
    if (extra >= 0) {
      values[extra] = unknown == null ? Document.empty() : unknown.document();
    }
    return construct(values, in);
  }

  private R construct(@Nullable Object[] values, Source in) {
    MethodHandle handle = constructor();
    try {
      return type.cast((Object) handle.invokeExact(values));
    } catch (RuntimeException refused) {
      // The bytes were well formed, but the record's own checks say no.
      throw new CodecException(in.at(), type.getName() + " refuses these fields", refused);
    } catch (Throwable thrown) {
      throw unchecked(thrown);
    }
  }

  Document plainOf(Object value) {
    SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < components.length; i++) {
      Object part = components[i].value(value);
      if (i != extra && !components[i].isMissing(part)) {
        fields.put(components[i].name(), components[i].plain(part));
      }
    }
    if (extra >= 0) {
      fields.putAll(extraOf(value).fields());
    }
    return Document.owning(fields);
  }

  /** Accessors and constructors of records declare no checked exceptions. */
  static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a record threw a checked exception", thrown);
  }

  @Override
  public String toString() {
    return "RecordCodec of " + type.getName();
  }
}
