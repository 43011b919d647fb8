package dev.trestle.graphql.desk.view;

import dev.trestle.domain.plugin.TicketFilters;
import dev.trestle.domain.query.BesideTicket;
import dev.trestle.domain.query.DeskLists;
import dev.trestle.domain.query.FilterField;
import dev.trestle.domain.query.ListSchema;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.search.SearchNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lists of tickets can be filtered and sorted by in one generation of the schema: the desk's
 * own fields, and those of the plugins that run. What plugins add is for staff, because a plugin's
 * record knows nothing of who may see it.
 */
public final class TicketLists {
  /** Without plugins. */
  public static final TicketLists KERNEL =
      new TicketLists(DeskLists.TICKETS, FilterGuard.TICKET, List.of(), List.of());

  private final RecordList.Rules<Ticket> rules;
  private final List<String> added;
  private final List<Searched> searched;

  private TicketLists(
      ListSchema<Ticket> schema, FilterGuard guard, List<String> added, List<Searched> searched) {
    this.rules = new RecordList.Rules<>(schema, guard);
    this.added = added;
    this.searched = searched;
  }

  /**
   * A text that searches find tickets by.
   *
   * @param name what people write before the colon
   * @param field of the index
   * @param publicText whether it is for others than staff, too
   * @param permission what the viewer must hold besides; null for nothing
   * @param inWords whether plain words are looked for in it
   */
  public record Searched(
      String name, String field, boolean publicText, @Nullable String permission, boolean inWords) {
    boolean by(Scope scope) {
      return (publicText || scope.staff())
          && (permission == null || scope.viewer().may(permission));
    }
  }

  RecordList.Rules<Ticket> rules() {
    return rules;
  }

  /** The same for whoever filters by no viewer's rights, such as plugins. */
  public TicketFilters filters() {
    return new TicketFilters(rules.schema());
  }

  /**
   * Makes sure that the viewer may ask a filter that somebody else than a list takes.
   *
   * @throws dev.trestle.sdk.schema.FieldProblem with code FILTER_FORBIDDEN
   */
  public void requireAskable(Scope scope, Map<?, ?> filter) {
    rules.guard().filter(scope, filter);
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

  /** With a text more that searches find tickets by. */
  public TicketLists with(Searched text) {
    List<Searched> all = new ArrayList<>(searched);
    all.add(text);
    return new TicketLists(rules.schema(), rules.guard(), added, List.copyOf(all));
  }

  /** What the viewer may search by. */
  SearchNames names(Scope scope) {
    Map<String, String> fields = new LinkedHashMap<>();
    Set<String> words = new LinkedHashSet<>();
    for (Searched text : searched) {
      if (text.by(scope)) {
        fields.put(text.name().toLowerCase(Locale.ROOT), text.field());
        if (text.inWords()) {
          words.add(text.field());
        }
      }
    }
    return new SearchNames(fields, words);
  }

  private TicketLists more(ListSchema<Ticket> schema, String name) {
    List<String> all = new ArrayList<>(added);
    all.add(name);
    Set<String> staff = new HashSet<>(FilterGuard.TICKET.staff());
    staff.addAll(all);
    return new TicketLists(schema, FilterGuard.TICKET.withStaff(staff), List.copyOf(all), searched);
  }
}
