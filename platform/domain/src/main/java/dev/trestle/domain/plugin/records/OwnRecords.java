package dev.trestle.domain.plugin.records;

import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records of one type in one state. */
final class OwnRecords<R extends Record & DeskRecord> implements Records<R> {
  private final OwnType<R> type;
  private final Table<NeutralRecord> table;

  OwnRecords(OwnType<R> type, State state) {
    this.type = type;
    this.table = state.table(type.table());
  }

  @Override
  public @Nullable R get(@Nullable UUID id) {
    return at(table.slotOfNullable(id));
  }

  private @Nullable R at(int slot) {
    return slot < 0 ? null : type.read(slot, table.require(slot));
  }

  @Override
  public Rows<R> all() {
    return new OwnRows<>(type, table, new RowOrder.BySlot(type.type().name(), null, table.live()));
  }

  @Override
  public @Nullable R unique(String index, Object... keys) {
    List<Object> plain = new ArrayList<>(keys.length);
    for (Object key : keys) {
      plain.add(OwnType.key(key));
    }
    NeutralRecord found =
        table.unique(index, plain.size() == 1 ? plain.getFirst() : List.copyOf(plain));
    return found == null ? null : at(table.slotOf(found.id()));
  }

  @Override
  public Rows<R> group(String index, Object key) {
    Object plain = OwnType.key(key);
    return new OwnRows<>(
        type,
        table,
        new RowOrder.BySlot(type.type().name() + index, plain, table.group(index, plain)));
  }

  @Override
  public Rows<R> sorted(String index) {
    return rows(index, index, table.sorted(index));
  }

  @Override
  public Rows<R> sortedWithin(String index, Object group) {
    Object plain = OwnType.key(group);
    return rows(index, index + "=" + plain, table.sorted(index, plain));
  }

  private Rows<R> rows(String index, String list, @Nullable SortedSlots slots) {
    PluginTable definition = table.schema().definition();
    if (slots == null || definition == null) {
      throw new IllegalArgumentException(type.type() + " has no sorted index " + index);
    }
    for (PluginTable.Index kept : definition.indexes()) {
      if (kept.name().equals(index)) {
        return new OwnRows<>(
            type, table, new RowOrder.ByIndex(type.type().name() + list, kept, table, slots));
      }
    }
    throw new IllegalArgumentException(type.type() + " has no sorted index " + index);
  }
}
