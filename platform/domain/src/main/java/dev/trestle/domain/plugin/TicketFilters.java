package dev.trestle.domain.plugin;

import dev.trestle.domain.query.DeskLists;
import dev.trestle.domain.query.ListSchema;
import dev.trestle.domain.query.RecordTest;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import java.util.List;
import java.util.Map;

/**
 * What a filter of tickets means, the fields that plugins add included.
 *
 * @param schema of lists of tickets
 */
public record TicketFilters(ListSchema<Ticket> schema) {
  /** The kernel's own fields. */
  public static final TicketFilters KERNEL = new TicketFilters(DeskLists.TICKETS);

  private static final List<String> PATH = List.of("filter");

  /**
   * The condition on tickets' slots.
   *
   * @param filter shaped like the public schema's TicketFilter
   * @throws dev.trestle.sdk.problem.ProblemException when it is refused
   */
  public SlotFilter filter(State state, Map<String, ?> filter) {
    return schema.filter(state, filter, PATH);
  }

  /** The same for single tickets of whatever state. */
  public RecordTest<Ticket> test(Map<String, ?> filter) {
    return schema.test(filter, PATH);
  }
}
