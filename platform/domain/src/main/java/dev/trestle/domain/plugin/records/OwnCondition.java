package dev.trestle.domain.plugin.records;

import dev.trestle.domain.plugin.TicketFilters;
import dev.trestle.domain.query.RecordTest;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.TicketCondition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A filter of tickets in the hands of a plugin, made anew when other plugins come or go. */
final class OwnCondition implements TicketCondition {
  /** The condition as these filters mean it. */
  private record Made(TicketFilters by, RecordTest<Ticket> test) {}

  private final Supplier<TicketFilters> filters;
  private final Map<String, Object> filter;
  // Readers race for it, which is harmless: whoever comes last made the same.
  private volatile @Nullable Made latest;

  OwnCondition(Supplier<TicketFilters> filters, Map<String, ?> filter) {
    this.filters = filters;
    this.filter = Collections.unmodifiableMap(new LinkedHashMap<>(filter));
  }

  @Override
  public boolean holds(Snapshot snapshot, dev.trestle.sdk.desk.Ticket ticket) {
    if (!(snapshot instanceof OwnSnapshot own)) {
      throw new IllegalArgumentException("a condition is asked of a snapshot of the desk's");
    }
    State state = own.state();
    int slot = state.table(Tables.TICKETS).slotOf(ticket.id());
    return slot >= 0 && test().test(state, slot, state.table(Tables.TICKETS).require(slot));
  }

  private RecordTest<Ticket> test() {
    TicketFilters now = filters.get();
    Made made = latest;
    if (made == null || made.by() != now) {
      made = new Made(now, now.test(filter));
      latest = made;
    }
    return made.test();
  }
}
