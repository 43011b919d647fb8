package dev.trestle.store.kernel;

import dev.trestle.domain.codec.RecentValues;
import dev.trestle.domain.codec.RecordCodec;
import dev.trestle.domain.codec.Sink;
import dev.trestle.domain.data.LongList;
import dev.trestle.domain.graph.GraphStore;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.Receipt;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the state lies in the graph: pages of neighbouring slots, each record as it is in the log.
 */
final class Pages {
  static final int SLOTS = 32;
  static final String TIMELINES = "ticket.timeline";
  static final String RECEIPTS = "kernel.receipts";
  static final String AT_MILLIS = "atMillis";
  // Sets the tables of plugins apart from everything else that pages hold.
  private static final String OF_PLUGIN = "plugin/";

  private Pages() {}

  /** Under which name the graph keeps a table. */
  static String name(TableSchema<?> table) {
    return NeutralSchema.isPluginTable(table.name()) ? OF_PLUGIN + table.name() : table.name();
  }

  private static @Nullable TableSchema<?> table(DeskSchema schema, String name) {
    return name.startsWith(OF_PLUGIN)
        ? NeutralSchema.named(name.substring(OF_PLUGIN.length()))
        : schema.named(name);
  }

  static <R extends Stored> byte[] records(Table<R> table, int page) {
    Sink out = new Sink(8192);
    Sink one = new Sink(512);
    int from = page * SLOTS;
    int to = Math.min(table.slots(), from + SLOTS);
    for (int slot = from; slot < to; slot++) {
      R record = table.at(slot);
      one.reset();
      if (record != null) {
        encode(table.schema(), record, one);
      }
      out.putVarint(one.size());
      out.putBytes(one.array(), 0, one.size());
    }
    return out.toBytes();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void encode(TableSchema<?> table, Stored record, Sink out) {
    ((RecordCodec) table.codec()).encodeInto((Record) record, out);
  }

  static byte[] timelines(State state, int page) {
    Sink out = new Sink(2048);
    int from = page * SLOTS;
    int to = Math.min(state.timelines().size(), from + SLOTS);
    for (int slot = from; slot < to; slot++) {
      LongList timeline = state.timeline(slot);
      out.putVarint(timeline.size());
      long before = 0;
      for (int i = 0; i < timeline.size(); i++) {
        out.putZigzag(timeline.get(i) - before);
        before = timeline.get(i);
      }
    }
    return out.toBytes();
  }

  static byte[] receipts(State state, int page) {
    Sink out = new Sink(2048);
    int from = page * SLOTS;
    int to = Math.min(state.receipts().bySlot().size(), from + SLOTS);
    for (int slot = from; slot < to; slot++) {
      Receipt receipt = state.receipts().bySlot().get(slot);
      out.putByte(receipt == null ? 0 : 1);
      if (receipt != null) {
        out.putFixed64(receipt.key().getMostSignificantBits());
        out.putFixed64(receipt.key().getLeastSignificantBits());
        out.putFixed64(receipt.owner());
        out.putFixed64(receipt.inputHash());
        out.putFixed64(receipt.atMillis());
        out.putFixed64(receipt.sequence());
      }
    }
    return out.toBytes();
  }

  /** The state a graph holds. */
  static State load(DeskSchema schema, GraphStore graph) {
    State.Loader loader = new State.Loader(schema);
    RecentValues shared = new RecentValues(1 << 16, 1 << 12);
    graph.load((name, page, bytes) -> {
      PageReader reader = new PageReader(bytes);
      switch (name) {
        case TIMELINES -> readTimelines(reader, loader);
        case RECEIPTS -> readReceipts(reader, loader);
        default -> {
          TableSchema<?> table = table(schema, name);
          if (table != null) {
            readRecords(table, page, reader, bytes, shared, loader);
          }
        }
      }
    });
    Object at = graph.meta().get(AT_MILLIS);
    return loader.load(graph.appliedSequence(), at instanceof Long millis ? millis : 0);
  }

  private static void readRecords(
      TableSchema<?> table,
      int page,
      PageReader reader,
      byte[] bytes,
      RecentValues shared,
      State.Loader loader) {
    int slot = page * SLOTS;
    while (reader.more()) {
      int length = (int) reader.varint();
      int from = reader.skip(length);
      @Nullable Stored record =
          length == 0
              ? null
              : table.type().cast(table.codec().decode(bytes, from, from + length, shared));
      loader.record(table.name(), slot++, record);
    }
  }

  private static void readTimelines(PageReader reader, State.Loader loader) {
    while (reader.more()) {
      long[] pointers = new long[(int) reader.varint()];
      long before = 0;
      for (int i = 0; i < pointers.length; i++) {
        before += reader.zigzag();
        pointers[i] = before;
      }
      loader.timeline(LongList.of(pointers));
    }
  }

  private static void readReceipts(PageReader reader, State.Loader loader) {
    while (reader.more()) {
      loader.receipt(
          reader.oneByte() == 0
              ? null
              : new Receipt(
                  new UUID(reader.fixed64(), reader.fixed64()),
                  reader.fixed64(),
                  reader.fixed64(),
                  reader.fixed64(),
                  reader.fixed64()));
    }
  }
}
