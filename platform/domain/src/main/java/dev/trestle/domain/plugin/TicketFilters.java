package dev.trestle.domain.plugin;

import dev.trestle.domain.query.DeskLists;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.state.State;
import java.util.List;
import java.util.Map;

/** What a filter of tickets means, the fields that plugins add included. */
@FunctionalInterface
public interface TicketFilters {
  /** The kernel's own fields. */
  TicketFilters KERNEL = (state, filter) -> DeskLists.TICKETS.filter(state, filter, List.of());

  /**
   * The condition on tickets' slots.
   *
   * @param filter shaped like the public schema's TicketFilter
   * @throws dev.trestle.sdk.problem.ProblemException when it is refused
   */
  SlotFilter filter(State state, Map<String, ?> filter);
}
