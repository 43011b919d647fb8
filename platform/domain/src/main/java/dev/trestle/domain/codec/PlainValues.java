package dev.trestle.domain.codec;

import dev.trestle.domain.data.LongList;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes, reads, copies and compares the values that a {@link Document} may hold. */
final class PlainValues {
  private PlainValues() {}

  /** The same value in the form a document holds, copied where a caller could change it later. */
  static @Nullable Object normal(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Byte number -> number.longValue();
      case BigDecimal decimal -> decimal;
      case String text -> text;
      case UUID id -> id;
      case Instant time -> time;
      case LocalDate day -> day;
      case Duration time -> time;
      case Enum<?> constant -> constant.name();
      case byte[] bytes -> bytes.clone();
      case LongList numbers -> numbers;
      case long[] numbers -> LongList.of(numbers);
      case Document document -> document;
      case Map<?, ?> map -> Document.of(map);
      case List<?> list -> normalList(list);
      default ->
          throw new IllegalArgumentException(
              "a document cannot hold a value of " + value.getClass().getName());
    };
  }

  private static List<@Nullable Object> normalList(List<?> list) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (Object element : list) {
      copy.add(normal(element));
    }
    return Collections.unmodifiableList(copy);
  }

  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.equals(x, y);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!equal(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Objects.equals(a, b);
  }

  /** The value as its author may have given it: what was kept as a document is a map again. */
  static @Nullable Object asMaps(@Nullable Object value) {
    return switch (value) {
      case Document document -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        document.fields().forEach((name, inner) -> map.put(name, asMaps(inner)));
        yield map;
      }
      case List<?> list -> {
        List<@Nullable Object> maps = new ArrayList<>(list.size());
        list.forEach(inner -> maps.add(asMaps(inner)));
        yield Collections.unmodifiableList(maps);
      }
      case null, default -> value;
    };
  }

  static int hash(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case byte[] bytes -> Arrays.hashCode(bytes);
      case List<?> list -> {
        int hash = 1;
        for (Object element : list) {
          hash = 31 * hash + hash(element);
        }
        yield hash;
      }
      default -> value.hashCode();
    };
  }

  static void write(@Nullable Object value, Sink out) {
    switch (value) {
      case null -> out.putByte(Wire.NULL);
      case Boolean flag -> out.putByte(flag ? Wire.TRUE : Wire.FALSE);
      case Long number -> writeLong(number, out);
      case BigDecimal decimal -> writeDecimal(decimal, out);
      case String text -> writeString(text, out);
      case UUID id -> writeUuid(id, out);
      case byte[] bytes -> writeBytes(bytes, out);
      case Instant time -> writeTime(Wire.INSTANT, time.getEpochSecond(), time.getNano(), out);
      case LocalDate day -> writeDate(day, out);
      case Duration time -> writeTime(Wire.DURATION, time.getSeconds(), time.getNano(), out);
      case LongList numbers -> writeLongs(numbers.toArray(), out);
      case Document document -> {
        out.putByte(Wire.DOCUMENT);
        document.writeFields(out);
      }
      case List<?> list -> {
        out.putByte(Wire.LIST);
        out.putVarint(list.size());
        for (Object element : list) {
          write(element, out);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "a document cannot hold a value of " + value.getClass().getName());
    }
  }

  static void writeLong(long number, Sink out) {
    if (number >= 0 && number <= Wire.SMALL_LONG_LAST - Wire.SMALL_LONG) {
      out.putByte(Wire.SMALL_LONG + (int) number);
    } else {
      out.putByte(Wire.LONG);
      out.putZigzag(number);
    }
  }

  static void writeString(String text, Sink out) {
    if (Wire.isAscii(text) && text.length() <= Wire.SHORT_STRING_MAX) {
      out.putByte(Wire.SHORT_STRING + text.length());
      out.putAscii(text);
    } else if (Wire.hasUnpairedSurrogate(text)) {
      out.putByte(Wire.STRING_UTF16);
      out.putVarint(text.length());
      for (int i = 0; i < text.length(); i++) {
        out.putByte(text.charAt(i) >>> 8);
        out.putByte(text.charAt(i));
      }
    } else {
      out.putByte(Wire.STRING);
      out.putUtf8(text);
    }
  }

  static void writeUuid(UUID id, Sink out) {
    out.putByte(Wire.UUID);
    out.putFixed64(id.getMostSignificantBits());
    out.putFixed64(id.getLeastSignificantBits());
  }

  static void writeDecimal(BigDecimal decimal, Sink out) {
    BigInteger unscaled = decimal.unscaledValue();
    boolean small = unscaled.bitLength() < Long.SIZE;
    out.putByte(small ? Wire.DECIMAL : Wire.BIG_DECIMAL);
    out.putZigzag(decimal.scale());
    if (small) {
      out.putZigzag(unscaled.longValue());
    } else {
      byte[] digits = unscaled.toByteArray();
      out.putVarint(digits.length);
      out.putBytes(digits);
    }
  }

  static void writeBytes(byte[] bytes, Sink out) {
    out.putByte(Wire.BYTES);
    out.putVarint(bytes.length);
    out.putBytes(bytes);
  }

  static void writeTime(int tag, long seconds, int nanos, Sink out) {
    out.putByte(tag);
    out.putZigzag(seconds);
    out.putVarint(nanos);
  }

  static void writeDate(LocalDate day, Sink out) {
    out.putByte(Wire.DATE);
    out.putZigzag(day.toEpochDay());
  }

  static void writeLongs(long[] numbers, Sink out) {
    out.putByte(Wire.LONGS);
    out.putVarint(numbers.length);
    long previous = 0;
    for (long number : numbers) {
      out.putZigzag(number - previous);
      previous = number;
    }
  }

  static @Nullable Object read(Source in) {
    return read(in, in.readByte());
  }

  static @Nullable Object read(Source in, int tag) {
    if (in.isString(tag)) {
      return in.readString(tag);
    }
    if (in.isLong(tag)) {
      return in.readLong(tag);
    }
    return switch (tag) {
      case Wire.NULL -> null;
      case Wire.FALSE -> Boolean.FALSE;
      case Wire.TRUE -> Boolean.TRUE;
      case Wire.DECIMAL, Wire.BIG_DECIMAL -> in.readDecimal(tag);
      case Wire.BYTES -> in.readBytes();
      case Wire.UUID -> in.readUuid();
      case Wire.INSTANT -> in.readInstant();
      case Wire.DATE -> in.readDate();
      case Wire.DURATION -> in.readDuration();
      case Wire.LONGS -> LongList.of(in.readLongs());
      case Wire.DOCUMENT -> Document.readFields(in);
      case Wire.LIST -> readList(in);
      default -> throw in.damaged("no value starts with " + tag);
    };
  }

  /** Reads a value only to see that it is sound. */
  static void check(Source in, int tag) {
    switch (tag) {
      case Wire.LIST -> {
        in.enter();
        for (int left = in.readCount(1); left > 0; left--) {
          check(in, in.readByte());
        }
        in.leave();
      }
      case Wire.DOCUMENT -> Document.checkFields(in);
      default -> read(in, tag);
    }
  }

  /** Passes a value whose bytes were checked before. */
  static void pass(Source in, int tag) {
    if (tag >= Wire.SHORT_STRING) {
      in.skip(tag - Wire.SHORT_STRING);
      return;
    }
    switch (tag) {
      case Wire.LONG, Wire.DATE -> in.readVarint();
      case Wire.DECIMAL, Wire.INSTANT, Wire.DURATION -> {
        in.readVarint();
        in.readVarint();
      }
      case Wire.BIG_DECIMAL -> {
        in.readVarint();
        in.skip(in.readCount(1));
      }
      case Wire.STRING, Wire.BYTES -> in.skip(in.readCount(1));
      case Wire.STRING_UTF16 -> in.skip(2 * in.readCount(2));
      case Wire.UUID -> in.skip(16);
      case Wire.LONGS -> {
        for (int left = in.readCount(1); left > 0; left--) {
          in.readVarint();
        }
      }
      case Wire.LIST -> {
        for (int left = in.readCount(1); left > 0; left--) {
          pass(in, in.readByte());
        }
      }
      case Wire.DOCUMENT -> {
        for (int code = in.readNameCode(); code != Source.ENDED; code = in.readNameCode()) {
          if (code == Source.INLINE) {
            in.skip(in.readCount(1));
          }
          pass(in, in.readByte());
        }
      }
      default -> {
        // What stands in the opening byte itself.
      }
    }
  }

  private static List<@Nullable Object> readList(Source in) {
    in.enter();
    int count = in.readCount(1);
    List<@Nullable Object> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(read(in));
    }
    in.leave();
    return Collections.unmodifiableList(list);
  }
}
