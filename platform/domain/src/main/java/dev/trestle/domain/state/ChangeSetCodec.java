package dev.trestle.domain.state;

import dev.trestle.domain.codec.CodecException;
import dev.trestle.domain.codec.Interner;
import dev.trestle.domain.codec.RecordCodec;
import dev.trestle.domain.codec.Sink;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.record.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Change sets as bytes: a run of blocks, each with its length before it, so that one event or
 * message can be read alone by its address.
 */
public final class ChangeSetCodec {
  private static final int HEADER = 0;
  private static final int PUT = 1;
  private static final int REMOVAL = 2;
  private static final int EVENT = 3;
  private static final int MESSAGE = 4;
  private static final int LENGTH_BYTES = 4;

  /** A new ticket with what plugins keep beside it takes somewhat less. */
  private static final int USUAL_BYTES = 2_048;

  private static final RecordCodec<ChangeSet.Header> HEADERS =
      RecordCodec.of(ChangeSet.Header.class);
  private static final RecordCodec<Event> EVENTS = RecordCodec.of(Event.class);
  private static final RecordCodec<Message> MESSAGES = RecordCodec.of(Message.class);

  private final DeskSchema schema;

  public ChangeSetCodec(DeskSchema schema) {
    this.schema = schema;
  }

  /**
   * A change set with its bytes.
   *
   * @param entryOffsets where the block of each entry starts in the payload
   */
  public record Encoded(ChangeSet changeSet, byte[] payload, int[] entryOffsets) {}

  public Encoded encode(ChangeSet changeSet) {
    Sink out = new Sink(USUAL_BYTES);
    int start = begin(out, HEADER);
    HEADERS.encodeInto(changeSet.header(), out);
    end(out, start);
    for (ChangeSet.Put<?> put : changeSet.puts()) {
      start = begin(out, PUT);
      putName(out, put.table().name());
      encodeRecord(put.table(), put.record(), out);
      end(out, start);
    }
    for (ChangeSet.Removal removal : changeSet.removals()) {
      start = begin(out, REMOVAL);
      putName(out, removal.table().name());
      out.putFixed64(removal.id().getMostSignificantBits());
      out.putFixed64(removal.id().getLeastSignificantBits());
      end(out, start);
    }
    int[] offsets = new int[changeSet.entries().size()];
    int at = 0;
    for (TimelineEntry entry : changeSet.entries()) {
      offsets[at++] = out.size();
      switch (entry) {
        case Event event -> {
          start = begin(out, EVENT);
          EVENTS.encodeInto(event, out);
        }
        case Message message -> {
          start = begin(out, MESSAGE);
          MESSAGES.encodeInto(message, out);
        }
      }
      end(out, start);
    }
    return new Encoded(changeSet, out.toBytes(), offsets);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void encodeRecord(TableSchema<?> table, Stored record, Sink out) {
    ((RecordCodec) table.codec()).encodeInto((Record) record, out);
  }

  /** Reads a whole payload; records of kernel tables this desk does not know are passed over. */
  public Encoded decode(byte[] payload, Interner interner) {
    ChangeSet.Header header = null;
    List<ChangeSet.Put<?>> puts = new ArrayList<>();
    List<ChangeSet.Removal> removals = new ArrayList<>();
    List<TimelineEntry> entries = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    int at = 0;
    while (at < payload.length) {
      int from = at + LENGTH_BYTES;
      long length = from > payload.length ? -1 : readLength(payload, at);
      if (length < 1 || length > payload.length - from) {
        throw new CodecException(at, "a block of " + length + " bytes does not fit the payload");
      }
      int to = from + (int) length;
      switch (payload[from]) {
        case HEADER -> header = HEADERS.decode(payload, from + 1, to, interner);
        case PUT -> addPut(payload, from + 1, to, interner, puts);
        case REMOVAL -> addRemoval(payload, from + 1, removals);
        case EVENT, MESSAGE -> {
          offsets.add(at);
          entries.add(decodeEntry(payload, from, to, interner));
        }
        default -> throw new CodecException(from, "unknown kind of block " + payload[from]);
      }
      at = to;
    }
    if (header == null) {
      throw new CodecException(0, "the change set has no header");
    }
    return new Encoded(
        new ChangeSet(header, puts, removals, entries),
        payload,
        offsets.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Reads the entry in one block, as {@code CommitLog.readBlock} gives it. */
  public static TimelineEntry decodeEntry(byte[] block) {
    return decodeEntry(block, 0, block.length, Interner.NONE);
  }

  private static TimelineEntry decodeEntry(byte[] bytes, int from, int to, Interner interner) {
    return switch (bytes[from]) {
      case EVENT -> EVENTS.decode(bytes, from + 1, to, interner);
      case MESSAGE -> MESSAGES.decode(bytes, from + 1, to, interner);
      default -> throw new CodecException(from, "no event or message: kind " + bytes[from]);
    };
  }

  private void addPut(
      byte[] payload, int from, int to, Interner interner, List<ChangeSet.Put<?>> puts) {
    int nameLength = payload[from] & 0xFF;
    TableSchema<?> table = table(name(payload, from));
    if (table != null) {
      puts.add(put(table, payload, from + 1 + nameLength, to, interner));
    }
  }

  /** The table of this name; a plugin's is read whether or not the plugin is there. */
  private @Nullable TableSchema<?> table(String name) {
    TableSchema<?> known = schema.named(name);
    return known == null && NeutralSchema.isPluginTable(name) ? NeutralSchema.named(name) : known;
  }

  private static <R extends Stored> ChangeSet.Put<R> put(
      TableSchema<R> table, byte[] payload, int from, int to, Interner interner) {
    return new ChangeSet.Put<>(
        table, table.type().cast(table.codec().decode(payload, from, to, interner)));
  }

  private void addRemoval(byte[] payload, int from, List<ChangeSet.Removal> removals) {
    int at = from + 1 + (payload[from] & 0xFF);
    TableSchema<?> table = table(name(payload, from));
    if (table != null) {
      removals.add(
          new ChangeSet.Removal(table, new UUID(readLong(payload, at), readLong(payload, at + 8))));
    }
  }

  private static String name(byte[] bytes, int at) {
    return new String(bytes, at + 1, bytes[at] & 0xFF, StandardCharsets.UTF_8);
  }

  private static void putName(Sink out, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    out.putByte(bytes.length);
    out.putBytes(bytes);
  }

  private static int begin(Sink out, int kind) {
    int start = out.size();
    out.putByte(0);
    out.putByte(0);
    out.putByte(0);
    out.putByte(0);
    out.putByte(kind);
    return start;
  }

  private static void end(Sink out, int start) {
    int length = out.size() - start - LENGTH_BYTES;
    byte[] bytes = out.array();
    bytes[start] = (byte) (length >>> 24);
    bytes[start + 1] = (byte) (length >>> 16);
    bytes[start + 2] = (byte) (length >>> 8);
    bytes[start + 3] = (byte) length;
  }

  private static long readLength(byte[] bytes, int at) {
    return (bytes[at] & 0xFFL) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | bytes[at + 3] & 0xFF;
  }

  private static long readLong(byte[] bytes, int at) {
    if (at + 8 > bytes.length) {
      throw new CodecException(at, "ends inside an id");
    }
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }
}
