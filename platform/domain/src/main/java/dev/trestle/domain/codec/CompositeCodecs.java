package dev.trestle.domain.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The codecs of types made of other types, and of enums. */
final class CompositeCodecs {
  private CompositeCodecs() {}

  /** Enums travel by name, so constants may be added and reordered freely. */
  static final class EnumCodec extends TypeCodec {
    private final Class<? extends Enum<?>> type;
    private final Enum<?>[] constants;
    private final byte[][] names;

    EnumCodec(Class<? extends Enum<?>> type) {
      this.type = type;
      this.constants = type.getEnumConstants();
      this.names = new byte[constants.length][];
      for (int i = 0; i < names.length; i++) {
        names[i] = constants[i].name().getBytes(StandardCharsets.UTF_8);
      }
    }

    @Override
    void write(Object value, Sink out) {
      byte[] name = names[((Enum<?>) value).ordinal()];
      if (name.length <= Wire.SHORT_STRING_MAX) {
        out.putByte(Wire.SHORT_STRING + name.length);
      } else {
        out.putByte(Wire.STRING);
        out.putVarint(name.length);
      }
      out.putBytes(name);
    }

    @Override
    Object read(Source in, int tag) {
      int length = in.peekShortString(tag);
      for (int i = 0; i < names.length; i++) {
        if (names[i].length == length && in.matches(names[i])) {
          in.skip(length);
          return constants[i];
        }
      }
      if (!in.isString(tag)) {
        throw mismatch(in, tag, "a constant of " + type.getName());
      }
      int at = in.at();
      String name = in.readString(tag);
      for (Enum<?> constant : constants) {
        if (constant.name().equals(name)) {
          return constant;
        }
      }
      throw new UnknownEnumNameException(at, type, name);
    }

    @Override
    Object toPlain(Object value) {
      return ((Enum<?>) value).name();
    }
  }

  static final class ListCodec extends TypeCodec {
    private final TypeCodec element;

    ListCodec(TypeCodec element) {
      this.element = element;
    }

    @Override
    int nesting(Set<RecordCodec<?>> around) {
      return Math.min(UNSURE, element.nesting(around) + 1);
    }

    @Override
    Object emptyValue() {
      return List.of();
    }

    @Override
    boolean isEmpty(Object value) {
      return ((List<?>) value).isEmpty();
    }

    @Override
    void write(Object value, Sink out) {
      List<?> list = (List<?>) value;
      int size = list.size();
      out.putByte(Wire.LIST);
      out.putVarint(size);
      int written = 0;
      for (Object item : list) {
        element.writeNullable(item, out);
        written++;
      }
      if (written != size) {
        throw new CodecException(out.size(), "a list of " + size + " has " + written + " items");
      }
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.LIST) {
        throw mismatch(in, tag, "a list");
      }
      in.enter();
      @Nullable Object[] items = new Object[in.readCount(1)];
      boolean complete = true;
      for (int i = 0; i < items.length; i++) {
        items[i] = element.readNullable(in);
        complete &= items[i] != null;
      }
      in.leave();
      // The compact list of the JDK holds no nulls; a list with nulls is rare.
      return complete
          ? List.of(items)
          : Collections.unmodifiableList(new ArrayList<>(Arrays.asList(items)));
    }

    @Override
    Object toPlain(Object value) {
      List<@Nullable Object> plain = new ArrayList<>();
      for (Object item : (List<?>) value) {
        plain.add(item == null ? null : element.toPlain(item));
      }
      return Collections.unmodifiableList(plain);
    }
  }

  static final class MapCodec extends TypeCodec {
    private final TypeCodec value;

    MapCodec(TypeCodec value) {
      this.value = value;
    }

    @Override
    int nesting(Set<RecordCodec<?>> around) {
      return UNSURE;
    }

    @Override
    Object emptyValue() {
      return Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
    }

    @Override
    boolean isEmpty(Object map) {
      return ((Map<?, ?>) map).isEmpty();
    }

    @Override
    void write(Object map, Sink out) {
      out.putByte(Wire.DOCUMENT);
      ((Map<?, ?>) map)
          .forEach((name, item) -> {
            FieldNames.write(FieldNames.checked((String) name), out);
            value.writeNullable(item, out);
          });
      out.putByte(Wire.END);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.DOCUMENT) {
        throw mismatch(in, tag, "a map");
      }
      in.enter();
      SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
      for (int code = in.readNameCode(); code != Source.ENDED; code = in.readNameCode()) {
        String name = code == Source.INLINE ? in.readInlineName() : FieldNames.at(code);
        if (map.containsKey(name)) {
          throw in.damaged("key '" + name + "' stands twice");
        }
        map.put(name, value.readNullable(in));
      }
      in.leave();
      return Collections.unmodifiableSequencedMap(map);
    }

    @Override
    Object toPlain(Object map) {
      SequencedMap<String, @Nullable Object> plain = new LinkedHashMap<>();
      ((Map<?, ?>) map)
          .forEach(
              (name, item) -> plain.put((String) name, item == null ? null : value.toPlain(item)));
      return Document.owning(plain);
    }
  }

  /** A record inside a record; its own codec arrives late, because records may hold themselves. */
  static final class NestedCodec extends TypeCodec {
    private final RecordCodec<?> codec;

    NestedCodec(RecordCodec<?> codec) {
      this.codec = codec;
    }

    @Override
    int nesting(Set<RecordCodec<?>> around) {
      return codec.nesting(around);
    }

    @Override
    void write(Object value, Sink out) {
      out.putByte(Wire.DOCUMENT);
      codec.writeFields(Objects.requireNonNull(value), out);
    }

    @Override
    Object read(Source in, int tag) {
      if (tag != Wire.DOCUMENT) {
        throw mismatch(in, tag, "a document");
      }
      return codec.readFields(in);
    }

    @Override
    Object toPlain(Object value) {
      return codec.plainOf(value);
    }
  }
}
