package dev.trestle.graphql.desk.live;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.data.LongList;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.state.Pointer;
import dev.trestle.graphql.desk.view.EventView;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.desk.view.TicketView;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of one commit, as far as a viewer may know of them. */
final class CommitEvents {
  private CommitEvents() {}

  /** Hands over every visible event behind the place already seen. */
  static void each(
      Commit commit, Scope scope, @Nullable EventCursor seen, Consumer<EventView> taker) {
    List<TimelineEntry> entries = commit.encoded().changeSet().entries();
    for (int i = 0; i < entries.size(); i++) {
      EventCursor here = new EventCursor(commit.sequence(), i);
      if (entries.get(i) instanceof Event event && (seen == null || here.compareTo(seen) > 0)) {
        EventView view = view(commit, i, event, scope, here.encode());
        if (view != null) {
          taker.accept(view);
        }
      }
    }
  }

  private static @Nullable EventView view(
      Commit commit, int at, Event event, Scope scope, String cursor) {
    if (!event.publicEvent() && !scope.notes()) {
      return null;
    }
    if (event.ticketId() == null) {
      return scope.viewer().may(Permissions.EVENT_READ_ALL)
          ? new EventView("e." + commit.sequence() + "." + at, event, null, -1, scope, cursor)
          : null;
    }
    TicketView ticket = scope.ticket(event.ticketId());
    if (ticket == null) {
      return null;
    }
    long address = commit.payloadAddress() + commit.encoded().entryOffsets()[at];
    int ordinal = ordinalOf(address, scope.state().timeline(ticket.slot()));
    return EventView.ofTimeline(event, ticket, ordinal, cursor);
  }

  /** Entries stand in a timeline in the order of their addresses. */
  private static int ordinalOf(long address, LongList timeline) {
    int low = 0;
    int high = timeline.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = Pointer.address(timeline.get(middle));
      if (found == address) {
        return middle;
      }
      if (found < address) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    throw new IllegalStateException("the snapshot lacks a published entry at " + address);
  }
}
