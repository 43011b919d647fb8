package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Tables;

/** Where a ticket stands, in its queue's words. */
public record StatusView(Ticket ticket, Scope scope) {

  String name() {
    Queue queue = scope.state().get(Tables.QUEUES, ticket.queueId());
    if (queue != null) {
      for (QueueStatus status : queue.statuses()) {
        if (status.key().equals(ticket.status())) {
          return status.name();
        }
      }
    }
    return ticket.status();
  }
}
