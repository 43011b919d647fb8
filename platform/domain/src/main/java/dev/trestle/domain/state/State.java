package dev.trestle.domain.state;

import dev.trestle.domain.data.Hashes;
import dev.trestle.domain.data.LongList;
import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.record.Stored;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything the desk knows after one commit: immutable, and shared by all who read it. */
public final class State {
  private final DeskSchema schema;
  private final Table<?>[] tables;
  private final PersistentVector<LongList> timelines;
  private final Receipts receipts;
  private final long sequence;
  private final long atMillis;

  private State(
      DeskSchema schema,
      Table<?>[] tables,
      PersistentVector<LongList> timelines,
      Receipts receipts,
      long sequence,
      long atMillis) {
    this.schema = schema;
    this.tables = tables;
    this.timelines = timelines;
    this.receipts = receipts;
    this.sequence = sequence;
    this.atMillis = atMillis;
  }

  /** A desk nothing has happened to. */
  public static State empty(DeskSchema schema) {
    Table<?>[] tables = new Table<?>[schema.tables().size()];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = Table.empty(schema.tables().get(i));
    }
    return new State(schema, tables, PersistentVector.empty(), Receipts.EMPTY, 0, 0);
  }

  public DeskSchema schema() {
    return schema;
  }

  /** The number of the last commit in it; 0 at first. */
  public long sequence() {
    return sequence;
  }

  /** The time of the last commit; never goes back. */
  public long atMillis() {
    return atMillis;
  }

  public Receipts receipts() {
    return receipts;
  }

  @SuppressWarnings("unchecked")
  public <R extends Stored> Table<R> table(TableSchema<R> table) {
    return (Table<R>) tables[schema.position(table.name())];
  }

  public <R extends Stored> @Nullable R get(TableSchema<R> table, @Nullable UUID id) {
    return table(table).get(id);
  }

  /** The timeline of the ticket in a slot. */
  public LongList timeline(int ticketSlot) {
    LongList found = ticketSlot < timelines.size() ? timelines.get(ticketSlot) : null;
    return found == null ? LongList.EMPTY : found;
  }

  public PersistentVector<LongList> timelines() {
    return timelines;
  }

  /**
   * The state after a commit. Total: it cannot refuse, reads no clock, and a commit that is already
   * in changes nothing.
   *
   * @param payloadAddress where the payload starts in the log
   */
  public State apply(
      long commit, long commitAtMillis, long payloadAddress, ChangeSetCodec.Encoded encoded) {
    if (commit <= sequence) {
      return this;
    }
    ChangeSet changeSet = encoded.changeSet();
    Table<?>[] nextTables = changed(changeSet);
    PersistentVector<LongList> nextTimelines = timelines;
    @SuppressWarnings("unchecked")
    Table<dev.trestle.domain.record.Ticket> tickets =
        (Table<dev.trestle.domain.record.Ticket>)
            nextTables[schema.position(Tables.TICKETS.name())];
    int at = 0;
    for (TimelineEntry entry : changeSet.entries()) {
      long pointer = Pointer.of(payloadAddress + encoded.entryOffsets()[at++], entry);
      UUID ticketId = entry.ticketId();
      int slot = ticketId == null ? -1 : tickets.slotOf(ticketId);
      if (slot >= 0) {
        while (nextTimelines.size() <= slot) {
          nextTimelines = nextTimelines.append(LongList.EMPTY);
        }
        nextTimelines =
            nextTimelines.set(
                slot, Objects.requireNonNull(nextTimelines.get(slot)).append(pointer));
      }
    }
    long nextAt = Math.max(atMillis, commitAtMillis);
    ChangeSet.Header header = changeSet.header();
    Receipts nextReceipts = receipts.dropBefore(nextAt - Receipts.KEPT_FOR.toMillis());
    if (header.operationKey() != null) {
      nextReceipts =
          nextReceipts.add(
              new Receipt(
                  header.operationKey(),
                  ownerOf(header.actorId()),
                  header.inputHash(),
                  nextAt,
                  commit));
    }
    return new State(schema, nextTables, nextTimelines, nextReceipts, commit, nextAt);
  }

  /** This state as it would be with these changes, for previews and for answers given again. */
  public State overlaid(ChangeSet changeSet) {
    return new State(schema, changed(changeSet), timelines, receipts, sequence, atMillis);
  }

  /**
   * This state as a commit left the records it touched, for an answer given again: what was said on
   * its tickets later is left out.
   *
   * @param end the address behind the commit's payload
   */
  public State asLeftBy(ChangeSet changeSet, long end) {
    Table<?>[] then = changed(changeSet);
    PersistentVector<LongList> cut = timelines;
    for (ChangeSet.Put<?> put : changeSet.puts()) {
      int slot =
          put.table().name().equals(Tables.TICKETS.name())
              ? table(Tables.TICKETS).slotOf(put.record().id())
              : -1;
      if (slot >= 0 && slot < cut.size()) {
        cut = cut.set(slot, before(end, timeline(slot)));
      }
    }
    return new State(schema, then, cut, receipts, sequence, atMillis);
  }

  /** Timelines grow in the order of the log. */
  private static LongList before(long end, LongList timeline) {
    int size = timeline.size();
    while (size > 0 && Pointer.address(timeline.get(size - 1)) >= end) {
      size--;
    }
    return size == timeline.size()
        ? timeline
        : LongList.of(Arrays.copyOf(timeline.toArray(), size));
  }

  private Table<?>[] changed(ChangeSet changeSet) {
    Table<?>[] next = tables.clone();
    for (ChangeSet.Put<?> put : changeSet.puts()) {
      put(next, put);
    }
    for (ChangeSet.Removal removal : changeSet.removals()) {
      int position = schema.position(removal.table().name());
      next[position] = next[position].remove(removal.id());
    }
    return next;
  }

  @SuppressWarnings("unchecked")
  private <R extends Stored> void put(Table<?>[] next, ChangeSet.Put<R> put) {
    int position = schema.position(put.table().name());
    next[position] = ((Table<R>) next[position]).put(put.record());
  }

  /** Under which owner an actor's operation keys are kept. */
  public static long ownerOf(@Nullable UUID actorId) {
    return actorId == null ? 0 : Hashes.of(actorId);
  }

  /** Collects what a stored graph holds; the fast way in at start. */
  public static final class Loader {
    private final DeskSchema schema;
    private final Map<String, PersistentVector.Builder<Stored>> records = new LinkedHashMap<>();
    private final PersistentVector.Builder<LongList> timelines = PersistentVector.builder();
    private final PersistentVector.Builder<Receipt> receipts = PersistentVector.builder();

    public Loader(DeskSchema schema) {
      this.schema = schema;
    }

    /** Adds the record of the table's next slot; null where the slot is empty. */
    public void record(String table, @Nullable Stored record) {
      records.computeIfAbsent(table, any -> PersistentVector.builder()).append(record);
    }

    public void timeline(LongList timeline) {
      timelines.append(timeline);
    }

    public void receipt(@Nullable Receipt receipt) {
      receipts.append(receipt);
    }

    public State load(long sequence, long atMillis) {
      Table<?>[] tables = new Table<?>[schema.tables().size()];
      for (int i = 0; i < tables.length; i++) {
        tables[i] = table(schema.tables().get(i));
      }
      return new State(
          schema, tables, timelines.build(), Receipts.load(receipts.build()), sequence, atMillis);
    }

    @SuppressWarnings("unchecked")
    private <R extends Stored> Table<R> table(TableSchema<R> table) {
      PersistentVector.Builder<Stored> builder = records.get(table.name());
      return builder == null
          ? Table.empty(table)
          : Table.load(table, (PersistentVector<R>) (PersistentVector<?>) builder.build());
    }
  }
}
