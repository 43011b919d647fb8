package dev.trestle.domain.plugin;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of a plugin that are their own timers: each stands for one that is due when a field says
 * so. What is asked and done of a timer is asked and done of them in the same way.
 */
public final class Waking {
  /** How many reactions led to a record that is due soon; not there for none. */
  public static final String DEPTH = "_depth";

  private final String pluginId;
  private final RecordType.Waking way;
  private final TableSchema<NeutralRecord> table;
  private final boolean ofTicket;
  private final Set<String> cleared;

  private Waking(String pluginId, RecordType<?> type, RecordType.Waking way) {
    this.pluginId = pluginId;
    this.way = way;
    this.table = NeutralSchema.named(TableDefinitions.name(pluginId, type));
    this.ofTicket = type.isOfTicket();
    this.cleared = Set.of(way.component(), DEPTH);
  }

  /** Null when the records of this type are no timers. */
  public static @Nullable Waking of(String pluginId, RecordType<?> type) {
    RecordType.Waking way = type.waking();
    return way == null ? null : new Waking(pluginId, type, way);
  }

  public TableSchema<NeutralRecord> table() {
    return table;
  }

  /** The timer that a record stands for; null when it is not set. */
  public @Nullable Timer timer(@Nullable NeutralRecord record) {
    if (record == null || !(record.extra().get(way.component()) instanceof Instant dueAt)) {
      return null;
    }
    return new Timer(
        record.id(),
        record.version(),
        pluginId,
        way.handler() + "/" + record.id(),
        dueAt.toEpochMilli(),
        ofTicket ? record.id() : null,
        Document.empty(),
        0,
        record.extra().get(DEPTH) instanceof Long depth ? depth.intValue() : 0,
        Document.empty());
  }

  /** The record once it has woken what it had to. */
  public NeutralRecord cleared(NeutralRecord record) {
    return new NeutralRecord(record.id(), record.version() + 1, record.extra().except(cleared));
  }

  /** The record of a timer that is due soon, which so many reactions have led to. */
  public NeutralRecord reached(NeutralRecord record, int depth) {
    return new NeutralRecord(record.id(), record.version(), record.extra().with(DEPTH, depth));
  }

  /** The records of a state that are timers, by the time they are due. */
  public Queue queue(State state) {
    Table<NeutralRecord> records = state.table(table);
    SortedSlots order = records.sorted(RecordType.WAKING_INDEX);
    return new Queue(this, records, order == null ? SortedSlots.EMPTY : order);
  }

  /** Timers by the time they are due. */
  public record Queue(Waking waking, Table<NeutralRecord> records, SortedSlots order) {
    /** The one with so many before it; null behind the last. */
    public @Nullable Timer at(int rank) {
      return rank < order.size() ? waking.timer(records.require(order.at(rank))) : null;
    }
  }
}
