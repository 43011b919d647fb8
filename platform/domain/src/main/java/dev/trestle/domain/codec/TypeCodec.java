package dev.trestle.domain.codec;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the values of one Java type. Nulls are dealt with by whoever holds the value.
 */
abstract class TypeCodec {
  /** The nesting of what only reading it back tells to be readable. */
  static final int UNSURE = Wire.DEPTH_MAX + 1;

  /**
   * How many lists and documents stand in each other in a value at most; {@link #UNSURE} where the
   * type does not say it, or does not vouch for what its values answer.
   *
   * @param around the records whose components are looked at
   */
  int nesting(Set<RecordCodec<?>> around) {
    return 0;
  }

  /** What a field of this type is when it was not written; null unless an empty value exists. */
  @Nullable Object emptyValue() {
    return null;
  }

  boolean isEmpty(Object value) {
    return false;
  }

  abstract void write(Object value, Sink out);

  /** Reads the value that starts with {@code tag}, which is not null's. */
  abstract Object read(Source in, int tag);

  /** The value as a document holds it. */
  Object toPlain(Object value) {
    return value;
  }

  final void writeNullable(@Nullable Object value, Sink out) {
    if (value == null) {
      out.putByte(Wire.NULL);
    } else {
      write(value, out);
    }
  }

  final @Nullable Object readNullable(Source in) {
    int tag = in.readByte();
    return tag == Wire.NULL ? null : read(in, tag);
  }

  final CodecException mismatch(Source in, int tag, String wanted) {
    return in.damaged("value " + tag + " where " + wanted + " was expected");
  }
}
