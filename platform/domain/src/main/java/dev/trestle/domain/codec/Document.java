package dev.trestle.domain.codec;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, ordered set of named values: the neutral form of events, of plugins' records and of
 * fields that this version does not know.
 *
 * <p>A value is null, {@code Boolean}, {@code Long}, {@code BigDecimal}, {@code String}, {@code
 * UUID}, {@code Instant}, {@code LocalDate}, {@code Duration}, {@code byte[]}, {@link
 * dev.trestle.domain.data.LongList}, a {@code List} of values or a nested document. {@link #of}
 * also takes smaller integers, enums (by name), maps and {@code long[]}, and turns them into these.
 * Byte arrays are copied on the way in; whoever gets one out must not write to it. Two documents
 * are equal when they hold equal values under the same names, in any order.
 */
public final class Document {
  private static final Document EMPTY = new Document(new LinkedHashMap<>());

  // One of the two.
  private final @Nullable SequencedMap<String, @Nullable Object> open;
  private final @Nullable PackedFields packed;

  private Document(SequencedMap<String, @Nullable Object> fields) {
    this.open = Collections.unmodifiableSequencedMap(fields);
    this.packed = null;
  }

  private Document(PackedFields packed) {
    this.open = null;
    this.packed = packed;
  }

  public static Document empty() {
    return EMPTY;
  }

  /** A copy of the map, in its order. */
  public static Document of(Map<?, ?> fields) {
    SequencedMap<String, @Nullable Object> copy = new LinkedHashMap<>();
    fields.forEach((name, value) -> put(copy, (String) name, value));
    return copy.isEmpty() ? EMPTY : new Document(copy);
  }

  public static Document of(String name, @Nullable Object value) {
    return EMPTY.with(name, value);
  }

  public static Document of(
      String name1, @Nullable Object value1, String name2, @Nullable Object value2) {
    return of(name1, value1).with(name2, value2);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Takes over a map whose values are already in the form a document holds. */
  static Document owning(SequencedMap<String, @Nullable Object> fields) {
    return fields.isEmpty() ? EMPTY : new Document(fields);
  }

  /** The same for fields that stay as they were read until somebody asks for them. */
  static Document packed(PackedFields fields) {
    return new Document(fields);
  }

  /** This document with one field replaced in place, or added at the end. */
  public Document with(String name, @Nullable Object value) {
    SequencedMap<String, @Nullable Object> copy = new LinkedHashMap<>(fields());
    put(copy, name, value);
    return new Document(copy);
  }

  /** The fields that have other names than these. */
  public Document except(Set<String> names) {
    if (packed != null && packed.onlyOf(names)) {
      return EMPTY;
    }
    SequencedMap<String, @Nullable Object> others = new LinkedHashMap<>(fields());
    others.keySet().removeAll(names);
    return owning(others);
  }

  /**
   * This document, of which nobody will ask for other fields than these: found at once, where each
   * would be looked for anew.
   */
  public Document opened(FieldSelection names) {
    return packed == null ? this : owning(packed.unpacked(names));
  }

  public @Nullable Object get(String name) {
    return packed == null ? fields().get(name) : packed.get(name);
  }

  boolean has(String name) {
    return packed == null ? fields().containsKey(name) : packed.has(name);
  }

  /** All fields in their order; unmodifiable. Made anew each time of a record that was read. */
  public SequencedMap<String, @Nullable Object> fields() {
    if (open != null) {
      return open;
    }
    return Collections.unmodifiableSequencedMap(Objects.requireNonNull(packed).unpacked());
  }

  public boolean isEmpty() {
    return open != null && open.isEmpty();
  }

  public byte[] encode() {
    Sink out = new Sink();
    encodeInto(out);
    return out.toBytes();
  }

  public void encodeInto(Sink out) {
    writeFields(out);
  }

  public static Document decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** Reads the document that fills exactly the range {@code from} to {@code to}. */
  public static Document decode(byte[] bytes, int from, int to) {
    Source in = new Source(bytes, from, to, Interner.NONE);
    Document document = readFields(in);
    in.expectEnd();
    return document;
  }

  void writeFields(Sink out) {
    writeOpenFields(out);
    out.putByte(Wire.END);
  }

  void writeOpenFields(Sink out) {
    if (packed != null) {
      packed.writeTo(out);
    } else {
      fields()
          .forEach((name, value) -> {
            FieldNames.write(name, out);
            PlainValues.write(value, out);
          });
    }
  }

  static Document readFields(Source in) {
    in.enter();
    SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int code = in.readNameCode(); code != Source.ENDED; code = in.readNameCode()) {
      String name = code == Source.INLINE ? in.readInlineName() : FieldNames.at(code);
      if (fields.containsKey(name)) {
        throw in.damaged("field '" + name + "' stands twice");
      }
      fields.put(name, PlainValues.read(in));
    }
    in.leave();
    return owning(fields);
  }

  /** Reads fields only to see that they are sound. */
  static void checkFields(Source in) {
    in.enter();
    Set<String> names = new HashSet<>();
    for (int code = in.readNameCode(); code != Source.ENDED; code = in.readNameCode()) {
      String name = code == Source.INLINE ? in.readInlineName() : FieldNames.at(code);
      if (!names.add(name)) {
        throw in.damaged("field '" + name + "' stands twice");
      }
      PlainValues.check(in, in.readByte());
    }
    in.leave();
  }

  private static void put(
      SequencedMap<String, @Nullable Object> fields, String name, @Nullable Object value) {
    fields.put(FieldNames.checked(name), PlainValues.normal(value));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Document that)) {
      return false;
    }
    if (packed != null && that.packed != null && packed.sameBytes(that.packed)) {
      return true;
    }
    SequencedMap<String, @Nullable Object> mine = fields();
    SequencedMap<String, @Nullable Object> others = that.fields();
    if (mine.size() != others.size()) {
      return false;
    }
    for (Map.Entry<String, @Nullable Object> field : mine.entrySet()) {
      if (!others.containsKey(field.getKey())
          || !PlainValues.equal(field.getValue(), others.get(field.getKey()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Map.Entry<String, @Nullable Object> field : fields().entrySet()) {
      hash += field.getKey().hashCode() * 31 ^ PlainValues.hash(field.getValue());
    }
    return hash;
  }

  @Override
  public String toString() {
    return fields().toString();
  }

  /** Collects fields in order; a name given twice keeps its place and takes the newer value. */
  public static final class Builder {
    private final SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String name, @Nullable Object value) {
      Document.put(fields, name, value);
      return this;
    }

    public Document build() {
      return owning(new LinkedHashMap<>(fields));
    }
  }
}
