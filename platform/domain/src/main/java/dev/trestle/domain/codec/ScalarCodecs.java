package dev.trestle.domain.codec;

import dev.trestle.domain.data.LongList;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The codecs of types without parts. */
final class ScalarCodecs {
  static final TypeCodec LONG = new LongCodec();
  static final TypeCodec INT = new IntCodec();
  static final TypeCodec BOOLEAN = new BooleanCodec();

  private static final Map<Class<?>, TypeCodec> BY_TYPE =
      Map.ofEntries(
          Map.entry(long.class, LONG),
          Map.entry(Long.class, LONG),
          Map.entry(int.class, INT),
          Map.entry(Integer.class, INT),
          Map.entry(boolean.class, BOOLEAN),
          Map.entry(Boolean.class, BOOLEAN),
          Map.entry(String.class, new StringCodec()),
          Map.entry(UUID.class, new UuidCodec()),
          Map.entry(BigDecimal.class, new DecimalCodec()),
          Map.entry(Instant.class, new InstantCodec()),
          Map.entry(LocalDate.class, new DateCodec()),
          Map.entry(Duration.class, new DurationCodec()),
          Map.entry(byte[].class, new BytesCodec()),
          Map.entry(long[].class, new LongsCodec()),
          Map.entry(LongList.class, new LongListCodec()),
          Map.entry(Document.class, new DocumentCodec()),
          Map.entry(Object.class, new AnyCodec()));

  private ScalarCodecs() {}

  static @Nullable TypeCodec of(Class<?> type) {
    return BY_TYPE.get(type);
  }

  private static final class LongCodec extends TypeCodec {
    @Override
    void write(Object value, Sink out) {
      PlainValues.writeLong((Long) value, out);
    }

    @Override
    Object read(Source in, int tag) {
      if (!in.isLong(tag)) {
        throw mismatch(in, tag, "a whole number");
      }
      return in.readLong(tag);
    }
  }

  private static final class IntCodec extends TypeCodec {
    @Override
    void write(Object value, Sink out) {
      PlainValues.writeLong((Integer) value, out);
    }

    @Override
    Object read(Source in, int tag) {
      if (!in.isLong(tag)) {
        throw mismatch(in, tag, "a whole number");
      }
      long value = in.readLong(tag);
      if (value != (int) value) {
        throw in.damaged(value + " where a number of 32 bits was expected");
      }
      return (int) value;
    }

    @Override
    Object toPlain(Object value) {
      return ((Integer) value).longValue();
    }
  }

  private static final class BooleanCodec extends TypeCodec {
    @Override
    void write(Object value, Sink out) {
      out.putByte((Boolean) value ? Wire.TRUE : Wire.FALSE);
    }

    @Override
    Object read(Source in, int tag) {
      return switch (tag) {
        case Wire.TRUE -> Boolean.TRUE;
        case Wire.FALSE -> Boolean.FALSE;
        default -> throw mismatch(in, tag, "true or false");
      };
    }
  }

  private static final class StringCodec extends TypeCodec {
    @Override
    void write(Object value, Sink out) {
      PlainValues.writeString((String) value, out);
    }

    @Override
    Object read(Source in, int tag) {
      if (!in.isString(tag)) {
        throw mismatch(in, tag, "a text");
      }
      return in.readString(tag);
    }
  }

  private static final class UuidCodec extends TypeCodec {
    @Override
    void write(Object value, Sink out) {
      PlainValues.writeUuid((UUID) value, out);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.UUID) {
        throw mismatch(in, tag, "an id");
      }
      return in.readUuid();
    }
  }

  private static final class DecimalCodec extends TypeCodec {
    @Override
    int nesting(Set<RecordCodec<?>> around) {
      return UNSURE;
    }

    @Override
    void write(Object value, Sink out) {
      PlainValues.writeDecimal((BigDecimal) value, out);
    }

    @Override
    Object read(Source in, int tag) {
      if (in.isLong(tag)) { // A field that was a whole number once.
        return BigDecimal.valueOf(in.readLong(tag));
      }
      if (tag != Wire.DECIMAL && tag != Wire.BIG_DECIMAL) {
        throw mismatch(in, tag, "a decimal");
      }
      return in.readDecimal(tag);
    }
  }

  private static final class InstantCodec extends TypeCodec {
    @Override
    void write(Object value, Sink out) {
      Instant time = (Instant) value;
      PlainValues.writeTime(Wire.INSTANT, time.getEpochSecond(), time.getNano(), out);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.INSTANT) {
        throw mismatch(in, tag, "a time");
      }
      return in.readInstant();
    }
  }

  private static final class DateCodec extends TypeCodec {
    @Override
    void write(Object value, Sink out) {
      PlainValues.writeDate((LocalDate) value, out);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.DATE) {
        throw mismatch(in, tag, "a date");
      }
      return in.readDate();
    }
  }

  private static final class DurationCodec extends TypeCodec {
    @Override
    void write(Object value, Sink out) {
      Duration time = (Duration) value;
      PlainValues.writeTime(Wire.DURATION, time.getSeconds(), time.getNano(), out);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.DURATION) {
        throw mismatch(in, tag, "a duration");
      }
      return in.readDuration();
    }
  }

  private static final class BytesCodec extends TypeCodec {
    @Override
    Object emptyValue() {
      return new byte[0];
    }

    @Override
    boolean isEmpty(Object value) {
      return ((byte[]) value).length == 0;
    }

    @Override
    void write(Object value, Sink out) {
      PlainValues.writeBytes((byte[]) value, out);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.BYTES) {
        throw mismatch(in, tag, "bytes");
      }
      return in.readBytes();
    }
  }

  private static final class LongsCodec extends TypeCodec {
    @Override
    Object emptyValue() {
      return new long[0];
    }

    @Override
    boolean isEmpty(Object value) {
      return ((long[]) value).length == 0;
    }

    @Override
    void write(Object value, Sink out) {
      PlainValues.writeLongs((long[]) value, out);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.LONGS) {
        throw mismatch(in, tag, "whole numbers");
      }
      return in.readLongs();
    }

    @Override
    Object toPlain(Object value) {
      return LongList.of((long[]) value);
    }
  }

  private static final class LongListCodec extends TypeCodec {
    @Override
    Object emptyValue() {
      return LongList.EMPTY;
    }

    @Override
    boolean isEmpty(Object value) {
      return ((LongList) value).isEmpty();
    }

    @Override
    void write(Object value, Sink out) {
      PlainValues.writeLongs(((LongList) value).toArray(), out);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.LONGS) {
        throw mismatch(in, tag, "whole numbers");
      }
      return LongList.of(in.readLongs());
    }
  }

  private static final class DocumentCodec extends TypeCodec {
    @Override
    int nesting(Set<RecordCodec<?>> around) {
      return UNSURE;
    }

    @Override
    Object emptyValue() {
      return Document.empty();
    }

    @Override
    boolean isEmpty(Object value) {
      return ((Document) value).isEmpty();
    }

    @Override
    void write(Object value, Sink out) {
      out.putByte(Wire.DOCUMENT);
      ((Document) value).writeFields(out);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.DOCUMENT) {
        throw mismatch(in, tag, "a document");
      }
      return Document.readFields(in);
    }
  }

  /**
   * Any plain value, for components of type Object. Maps are maps again when they are read, so that
   * a state from the log is the one that was decided on.
   */
  private static final class AnyCodec extends TypeCodec {
    @Override
    int nesting(Set<RecordCodec<?>> around) {
      return UNSURE;
    }

    @Override
    void write(Object value, Sink out) {
      PlainValues.write(toPlain(value), out);
    }

    @Override
    Object read(Source in, int tag) {
      Object value = PlainValues.asMaps(PlainValues.read(in, tag));
      if (value == null) {
        throw mismatch(in, tag, "a value");
      }
      return value;
    }

    @Override
    Object toPlain(Object value) {
      Object normal = PlainValues.normal(value);
      if (normal == null) {
        throw new IllegalArgumentException("no value");
      }
      return normal;
    }
  }
}
