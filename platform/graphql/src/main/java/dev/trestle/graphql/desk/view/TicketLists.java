package dev.trestle.graphql.desk.view;

import dev.trestle.domain.plugin.TicketFilters;
import dev.trestle.domain.query.BesideTicket;
import dev.trestle.domain.query.DeskLists;
import dev.trestle.domain.query.FilterField;
import dev.trestle.domain.query.ListSchema;
import dev.trestle.domain.record.Ticket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What lists of tickets can be filtered and sorted by in one generation of the schema: the desk's
 * own fields, and those of the plugins that run. What plugins add is for staff, because a plugin's
 * record knows nothing of who may see it.
 */
public final class TicketLists {
  /** Without plugins. */
  public static final TicketLists KERNEL =
      new TicketLists(DeskLists.TICKETS, FilterGuard.TICKET, List.of());

  private final RecordList.Rules<Ticket> rules;
  private final List<String> added;

  private TicketLists(ListSchema<Ticket> schema, FilterGuard guard, List<String> added) {
    this.rules = new RecordList.Rules<>(schema, guard);
    this.added = added;
  }

  RecordList.Rules<Ticket> rules() {
    return rules;
  }

  /** The same for whoever filters by no viewer's rights, such as plugins. */
  public TicketFilters filters() {
    return (state, filter) -> rules.schema().filter(state, filter, List.of("filter"));
  }

  /** With a filter field more. */
  public TicketLists with(String name, FilterField<Ticket> field) {
    return more(rules.schema().copy().field(name, field), name);
  }

  /**
   * With a sort key more.
   *
   * @param constant as it is called in TicketOrderField
   */
  public TicketLists with(String constant, BesideTicket key) {
    String name = RecordList.camelCase(constant);
    return more(rules.schema().copy().sortBeside(name, state -> key.sortKey(state, name)), name);
  }

  private TicketLists more(ListSchema<Ticket> schema, String name) {
    List<String> all = new java.util.ArrayList<>(added);
    all.add(name);
    Set<String> staff = new HashSet<>(FilterGuard.TICKET.staff());
    staff.addAll(all);
    return new TicketLists(schema, FilterGuard.TICKET.withStaff(staff), List.copyOf(all));
  }
}
