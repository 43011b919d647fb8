package dev.trestle.graphql.desk.view;

import dev.trestle.domain.data.LongList;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.query.PageRequest;
import dev.trestle.domain.state.Pointer;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a ticket, and of those merged into it, that one list shows: in the order the desk
 * took them in, which is the order of their addresses in the log. Entries are read from the log
 * only for the page that is wanted.
 */
final class Timeline {
  /** One entry, not read yet. */
  private record Place(long pointer, TicketView ticket, int ordinal) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Long.compare(Pointer.address(pointer), Pointer.address(other.pointer));
    }
  }

  /** Whether a list shows the entry behind a pointer. */
  @FunctionalInterface
  private interface Shows {
    boolean test(long pointer);
  }

  private final Place[] places;

  private Timeline(List<Place> places, boolean merged) {
    this.places = places.toArray(Place[]::new);
    if (merged) {
      Arrays.sort(this.places);
    }
  }

  /** The messages of this kind, or of both when it is null. */
  static ConnectionView messages(
      TicketView ticket, @Nullable MessageKind kind, PageRequest request) {
    Shows shows =
        pointer ->
            Pointer.isMessage(pointer)
                && (kind == null || Pointer.isPublic(pointer) == (kind == MessageKind.COMMENT));
    List<Place> places = new ArrayList<>();
    collect(ticket, shows, places);
    List<TicketView> merged = ticket.mergedTickets();
    merged.forEach(other -> collect(other, shows, places));
    return new Timeline(places, !merged.isEmpty())
        .page(
            ticket.scope(),
            request,
            place ->
                new MessageView(
                    (Message) place.ticket().scope().entry(place.pointer()),
                    place.ticket(),
                    place.ordinal()));
  }

  static ConnectionView history(TicketView ticket, PageRequest request) {
    List<Place> places = new ArrayList<>();
    collect(ticket, pointer -> !Pointer.isMessage(pointer), places);
    return new Timeline(places, false)
        .page(
            ticket.scope(),
            request,
            place ->
                EventView.ofTimeline(
                    (Event) place.ticket().scope().entry(place.pointer()),
                    place.ticket(),
                    place.ordinal(),
                    null));
  }

  /** The message or event of this id; null when there is none or the viewer may not read it. */
  static @Nullable Object entry(EntryId id, Scope scope) {
    TicketView ticket = scope.ticket(id.ticketId());
    if (ticket == null) {
      return null;
    }
    LongList pointers = scope.state().timeline(ticket.slot());
    if (id.ordinal() >= pointers.size() || !ticket.reads(pointers.get(id.ordinal()))) {
      return null;
    }
    return switch (scope.entry(pointers.get(id.ordinal()))) {
      case Message message -> new MessageView(message, ticket, id.ordinal());
      case Event event -> EventView.ofTimeline(event, ticket, id.ordinal(), null);
    };
  }

  private static void collect(TicketView ticket, Shows shows, List<Place> into) {
    LongList pointers = ticket.scope().state().timeline(ticket.slot());
    for (int ordinal = 0; ordinal < pointers.size(); ordinal++) {
      long pointer = pointers.get(ordinal);
      if (shows.test(pointer) && ticket.reads(pointer)) {
        into.add(new Place(pointer, ticket, ordinal));
      }
    }
  }

  /** Reads one place. */
  @FunctionalInterface
  private interface Reader {
    Object read(Place place);
  }

  private ConnectionView page(Scope scope, PageRequest request, Reader reader) {
    int from = 0;
    int to = places.length;
    if (request.cursor() != null) {
      Place cursor = placeOf(request.cursor(), scope, request.forward());
      int found = Arrays.binarySearch(places, cursor);
      int rank = found < 0 ? -found - 1 : found;
      if (request.forward()) {
        from = found < 0 ? rank : rank + 1;
      } else {
        to = rank;
      }
    }
    if (request.forward()) {
      to = Math.min(to, from + request.size());
    } else {
      from = Math.max(from, to - request.size());
    }
    List<Object> nodes = new ArrayList<>(Math.max(0, to - from));
    for (int i = from; i < to; i++) {
      nodes.add(reader.read(places[i]));
    }
    int first = from;
    return new ConnectionView(
        nodes,
        to < places.length,
        from > 0,
        index -> {
          Place place = places[first + index];
          return EntryId.of(place.ticket().it().id(), place.ordinal());
        },
        () -> places.length);
  }

  /** The place a cursor names, which need not be in this list any more. */
  private static Place placeOf(String cursor, Scope scope, boolean forward) {
    EntryId id = EntryId.parse(cursor);
    TicketView ticket = id == null ? null : scope.ticket(id.ticketId());
    LongList pointers = ticket == null ? LongList.EMPTY : scope.state().timeline(ticket.slot());
    if (id == null || ticket == null || id.ordinal() >= pointers.size()) {
      throw new ProblemException(
          ProblemType.INVALID,
          "CURSOR_INVALID",
          "This cursor does not belong to a list of this ticket. Take one from pageInfo or edges.",
          forward ? "after" : "before");
    }
    return new Place(pointers.get(id.ordinal()), ticket, id.ordinal());
  }
}
