package dev.trestle.graphql.desk.view;

import dev.trestle.domain.data.LongList;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.Event.Change;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.state.Pointer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event the viewer may know of.
 *
 * @param id public and stable
 * @param ticket the ticket it belongs to, which the viewer sees; null for other records
 * @param ordinal its place in that ticket's timeline; -1 when there is none
 * @param cursor where a subscription resumes behind it; null in a history
 */
public record EventView(
    String id,
    Event it,
    @Nullable TicketView ticket,
    int ordinal,
    Scope scope,
    @Nullable String cursor) {
  private static final Set<String> PUBLIC_FIELDS = Set.of("subject", "status", "priority");

  /** An entry of a ticket's timeline. */
  public static EventView ofTimeline(
      Event event, TicketView ticket, int ordinal, @Nullable String cursor) {
    return new EventView(
        EntryId.of(ticket.it().id(), ordinal), event, ticket, ordinal, ticket.scope(), cursor);
  }

  ActorView actor() {
    return new ActorView(it.actorName(), it.actorKind(), it.actorId(), scope);
  }

  /** Fields that only staff may read of the ticket are as hidden in its past as in its present. */
  List<Change> changes() {
    return scope.notes()
        ? it.changes()
        : it.changes().stream().filter(change -> PUBLIC_FIELDS.contains(change.field())).toList();
  }

  @Nullable String reason() {
    return scope.notes() ? it.reason() : null;
  }

  /** The message written in the same step stands right behind the event. */
  @Nullable MessageView message() {
    if (ticket == null || ordinal < 0) {
      return null;
    }
    LongList timeline = scope.state().timeline(ticket.slot());
    int next = ordinal + 1;
    if (next >= timeline.size()) {
      return null;
    }
    long pointer = timeline.get(next);
    return Pointer.isMessage(pointer) && ticket.reads(pointer)
        ? new MessageView((Message) scope.entry(pointer), ticket, next)
        : null;
  }
}
