package dev.trestle.graphql.desk.view;

import dev.trestle.domain.query.Order;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.record.SavedView;
import dev.trestle.domain.record.Ticket;
import dev.trestle.sdk.schema.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;

/** A named list of tickets. */
public record SavedViewView(SavedView it, Scope scope) implements Scoped {

  /** What it lists now; an order in the arguments stands in the place of its own. */
  ConnectionView tickets(Arguments arguments) {
    RecordList<Ticket> tickets = RecordLists.TICKETS;
    Order<Ticket> own = tickets.order(scope, it.orderBy(), tickets.fallback());
    Order<Ticket> order =
        arguments.list("orderBy").isEmpty()
            ? own
            : tickets.order(scope, arguments.list("orderBy"), tickets.fallback());
    SlotFilter filter = tickets.filter(scope, it.filter());
    return tickets.page(scope, arguments, order, filter);
  }

  String definition() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("filter", it.filter());
    all.put("orderBy", it.orderBy());
    return StoredInput.json(all);
  }
}
