package dev.trestle.domain.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a document as they were read, without its end: a tenth of the memory that they take
 * as a map, and nothing to do when they are written again. Their bytes were checked when they came.
 */
final class PackedFields {
  private final byte[] bytes;

  private PackedFields(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over bytes of whole fields that a {@link Reader} has passed. */
  static PackedFields owning(byte[] bytes) {
    return new PackedFields(bytes);
  }

  private Source open() {
    return new Source(bytes, 0, bytes.length, Interner.NONE);
  }

  @Nullable Object get(String name) {
    Source in = open();
    return find(in, name) ? PlainValues.read(in) : null;
  }

  boolean has(String name) {
    return find(open(), name);
  }

  /** Whether the field is there; then its value comes next. */
  private static boolean find(Source in, String name) {
    int place = FieldNames.place(name);
    while (in.more()) {
      int code = in.readNameCode();
      if (code == Source.INLINE ? in.passInlineName(name) : code == place) {
        return true;
      }
      PlainValues.pass(in, in.readByte());
    }
    return false;
  }

  /** Whether each field has one of these names. */
  boolean onlyOf(Set<String> names) {
    Source in = open();
    while (in.more()) {
      if (!names.contains(in.readName())) {
        return false;
      }
      PlainValues.pass(in, in.readByte());
    }
    return true;
  }

  /** Those of some names only. */
  SequencedMap<String, @Nullable Object> unpacked(FieldSelection names) {
    SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
    Source in = open();
    while (in.more()) {
      String name = names.pass(in);
      if (name == null || fields.containsKey(name)) {
        PlainValues.pass(in, in.readByte());
      } else {
        fields.put(name, PlainValues.read(in));
      }
    }
    return fields;
  }

  SequencedMap<String, @Nullable Object> unpacked() {
    SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
    Source in = open();
    while (in.more()) {
      // A name that has become a well-known one may stand there both ways; the first one counts.
      String name = in.readName();
      Object value = PlainValues.read(in);
      if (!fields.containsKey(name)) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  void writeTo(Sink out) {
    out.putBytes(bytes);
  }

  boolean sameBytes(PackedFields other) {
    return Arrays.equals(bytes, other.bytes);
  }
}
