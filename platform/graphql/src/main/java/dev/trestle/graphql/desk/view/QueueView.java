package dev.trestle.graphql.desk.view;

import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import java.util.ArrayList;
import java.util.List;

/** A queue with what stands in it. */
public record QueueView(Queue it, Scope scope) implements Scoped {
  /** How many visible tickets are in one category. */
  public record Count(StatusCategory category, int count) {}

  List<Count> ticketCounts() {
    List<Count> counts = new ArrayList<>();
    for (StatusCategory category : StatusCategory.values()) {
      counts.add(new Count(category, count("statusCategory", category)));
    }
    return counts;
  }

  int openCount() {
    int sum = 0;
    for (StatusCategory category : StatusCategory.values()) {
      sum += category.open() ? count("statusCategory", category) : 0;
    }
    return sum;
  }

  int unansweredCount() {
    return count("unanswered", true);
  }

  private int count(String index, Object key) {
    Table<Ticket> tickets = scope.state().table(Tables.TICKETS);
    return SlotFilter.count(
        SlotFilter.and(
            List.of(
                SlotFilter.in(tickets.group("queue", it.id())),
                SlotFilter.in(tickets.group(index, key)),
                scope.visibleTickets())),
        tickets.live(),
        tickets.slots());
  }
}
