package dev.trestle.domain.plugin.records;

import dev.trestle.domain.codec.CodecException;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.codec.PlainOrder;
import dev.trestle.domain.codec.RecordCodec;
import dev.trestle.domain.codec.RecordPacking;
import dev.trestle.domain.plugin.TableDefinitions;
import dev.trestle.domain.plugin.Waking;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One record type of one running plugin: turns neutral records into its class and back. It is the
 * only place that holds the plugin's class, and goes with the plugin.
 */
final class OwnType<R extends Record & DeskRecord> {
  private static final int BYTES_MAX = 1 << 20;
  private static final int REMEMBERED = 1 << 12;

  /** A record beside what it was read from. */
  private record Read<R>(NeutralRecord source, R record) {}

  private final RecordType<R> type;
  private final TableSchema<NeutralRecord> table;
  private final RecordCodec<R> codec;
  private final @Nullable Waking waking;
  // Null where only reading back tells whether a record can be stored.
  private final @Nullable RecordPacking<R> packing;
  // The fields that are written anew with each put; all others outlive it.
  private final Set<String> own;
  // Readers race for its places, which is harmless: what stands there never changes.
  private final @Nullable Object[] recent = new Object[REMEMBERED];

  OwnType(String pluginId, RecordType<R> type) {
    this.type = type;
    this.table = NeutralSchema.named(TableDefinitions.name(pluginId, type));
    this.codec = RecordCodec.of(type.type());
    this.packing = codec.packing(Set.of("id", "version"));
    this.waking = Waking.of(pluginId, type);
    Set<String> names = new HashSet<>(codec.names());
    if (waking != null) {
      names.add(Waking.DEPTH);
    }
    this.own = Set.copyOf(names);
  }

  RecordType<R> type() {
    return type;
  }

  TableSchema<NeutralRecord> table() {
    return table;
  }

  @Nullable Waking waking() {
    return waking;
  }

  /** The record as the plugin's class. */
  @SuppressWarnings("unchecked") // only reads of this type ever enter
  R read(int slot, NeutralRecord source) {
    int place = slot & REMEMBERED - 1;
    Read<R> known = (Read<R>) recent[place];
    if (known != null && known.source() == source) {
      return known.record();
    }
    R record = codec.decode(NeutralSchema.encoded(migrated(source)));
    recent[place] = new Read<>(source, record);
    return record;
  }

  private NeutralRecord migrated(NeutralRecord source) {
    int shape = shapeOf(source);
    if (shape >= type.shape()) {
      return source;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    source
        .extra()
        .fields()
        .forEach((name, value) -> {
          if (value != null && !name.equals(TableDefinitions.SHAPE)) {
            fields.put(name, value);
          }
        });
    for (int from = shape; from < type.shape(); from++) {
      UnaryOperator<Map<String, Object>> step = type.migrations().get(from);
      if (step != null) {
        Map<String, Object> next = step.apply(new LinkedHashMap<>(fields));
        fields.clear();
        fields.putAll(next);
      }
    }
    fields.remove("id");
    fields.remove("version");
    return new NeutralRecord(
        source.id(),
        source.version(),
        Document.of(fields).with(TableDefinitions.SHAPE, type.shape()));
  }

  private static int shapeOf(NeutralRecord source) {
    return source.extra().get(TableDefinitions.SHAPE) instanceof Long shape ? shape.intValue() : 1;
  }

  /** Whether a record is kept in an older shape than this one. */
  boolean outdated(NeutralRecord source) {
    return shapeOf(source) < type.shape();
  }

  /** The record in this shape, one version further. */
  NeutralRecord upgraded(NeutralRecord source) {
    return sound(new NeutralRecord(source.id(), source.version() + 1, migrated(source).extra()));
  }

  /**
   * The record as it is stored, with the fields of its older version that this class does not have.
   */
  NeutralRecord written(R record, @Nullable NeutralRecord before) {
    int version = before == null ? 1 : before.version() + 1;
    Document fields = fields(record);
    Document kept = before == null ? Document.empty() : migrated(before).extra().except(own);
    if (kept.isEmpty() && type.shape() == 1) {
      return new NeutralRecord(record.id(), version, fields);
    }
    Document.Builder all = Document.builder();
    fields.fields().forEach(all::put);
    kept.fields().forEach(all::put);
    if (type.shape() > 1) {
      all.put(TableDefinitions.SHAPE, type.shape());
    }
    return sound(new NeutralRecord(record.id(), version, all.build()));
  }

  /** Its own bytes are those of its neutral form, so that one way through them is enough. */
  private Document fields(R record) {
    if (packing == null) {
      return readBack(record.id(), codec.encode(record)).extra();
    }
    try {
      Document fields = packing.packed(record, BYTES_MAX);
      if (fields == null) {
        throw tooLarge();
      }
      return fields;
    } catch (CodecException unreadable) {
      throw unstorable(record.id(), unreadable);
    }
  }

  private NeutralRecord sound(NeutralRecord record) {
    return readBack(record.id(), NeutralSchema.encoded(record));
  }

  /** Refuses what could be written but not read back: such a record would stop the desk. */
  private NeutralRecord readBack(UUID id, byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw tooLarge();
    }
    try {
      return NeutralSchema.decoded(bytes);
    } catch (CodecException unreadable) {
      throw unstorable(id, unreadable);
    }
  }

  private IllegalArgumentException unstorable(UUID id, CodecException unreadable) {
    return new IllegalArgumentException(
        "the " + type.name() + " " + id + " cannot be stored: " + unreadable.getMessage(),
        unreadable);
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        ProblemType.LIMIT,
        "RECORD_TOO_LARGE",
        "A " + type.name() + " takes at most 1 MiB. Split it.");
  }

  /** A key as indexes hold it. */
  static Object key(Object value) {
    Object plain = Document.of("key", value).get("key");
    if (plain == null) {
      throw new IllegalArgumentException("an index has no key null");
    }
    return PlainOrder.key(plain);
  }

  static UUID idOf(DeskRecord record) {
    return java.util.Objects.requireNonNull(record.id(), "a record has an id");
  }
}
