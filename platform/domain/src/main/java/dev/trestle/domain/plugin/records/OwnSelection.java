package dev.trestle.domain.plugin.records;

import dev.trestle.domain.data.SlotCursor;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.state.SlotSort;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketSelection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The tickets of one state that pass a filter. */
record OwnSelection(State state, SlotFilter filter) implements TicketSelection {
  // So many matches are sorted quicker than all tickets are walked in their order.
  private static final int SORTED_MAX = 4_096;

  private Table<dev.trestle.domain.record.Ticket> tickets() {
    return state.table(Tables.TICKETS);
  }

  @Override
  public boolean contains(Ticket ticket) {
    int slot = tickets().slotOf(ticket.id());
    return slot >= 0 && filter.test(slot);
  }

  @Override
  public int count() {
    return SlotFilter.count(filter, tickets().live(), tickets().slots());
  }

  @Override
  public List<Ticket> first(int max) {
    return first(max, Long.MIN_VALUE);
  }

  @Override
  public List<Ticket> first(int max, Instant createdFrom) {
    return first(max, createdFrom.toEpochMilli());
  }

  private List<Ticket> first(int max, long from) {
    Table<dev.trestle.domain.record.Ticket> tickets = tickets();
    List<Ticket> found = new ArrayList<>();
    if (filter.upperBound(tickets.slots()) <= SORTED_MAX) {
      int[] slots = SlotFilter.slots(filter, tickets.live(), tickets.slots());
      SlotSort.sort(slots, (a, b) -> Long.compare(createdAt(a), createdAt(b)));
      for (int i = 0; i < slots.length && found.size() < max; i++) {
        if (createdAt(slots[i]) >= from) {
          found.add(tickets.require(slots[i]));
        }
      }
    } else {
      SortedSlots byAge = Objects.requireNonNull(tickets.sorted("createdAt"));
      SlotCursor walk = byAge.forward(slot -> createdAt(slot) < from ? -1 : 1, true);
      for (int slot = walk.next(); slot >= 0 && found.size() < max; slot = walk.next()) {
        if (filter.test(slot)) {
          found.add(tickets.require(slot));
        }
      }
    }
    return Collections.unmodifiableList(found);
  }

  private long createdAt(int slot) {
    return tickets().require(slot).createdAtMillis();
  }
}
