package dev.trestle.graphql.desk.live;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.query.Comparators;
import dev.trestle.domain.state.Tables;
import dev.trestle.graphql.desk.view.EventView;
import dev.trestle.graphql.desk.view.RecordLists;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.desk.view.TicketView;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.ResumePoint;
import dev.trestle.sdk.schema.RootFields;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where listening begins. */
public final class Subscriptions {
  private static final int TYPES_MAX = 100;

  private final Scope.Source scopes;
  private final CurrentViewer viewers;

  public Subscriptions(Scope.Source scopes, CurrentViewer viewers) {
    this.scopes = scopes;
    this.viewers = viewers;
  }

  /** Adds the subscriptions and answers the types only they have. */
  public List<Fields<?>> addTo(RootFields roots) {
    roots
        .subscription(
            "ticketChanged",
            (arguments, context) -> source(arguments, context, changes(arguments, context)))
        .guarded(Permissions.EVENT_SUBSCRIBE)
        .subscription(
            "events",
            (arguments, context) -> source(arguments, context, events(arguments, context)))
        .guarded(Permissions.EVENT_SUBSCRIBE);
    return List.of(
        Fields.of("TicketChange", TicketChangeView.class)
            .getter("ticket", TicketChangeView::ticket)
            .getter("event", TicketChangeView::event)
            .getter("cursor", TicketChangeView::cursor));
  }

  private EventSource source(Arguments arguments, RequestContext context, EventSource.Shown shown) {
    return new EventSource(
        scopes, viewers, context.get(Viewer.class), shown, resume(arguments, context));
  }

  /** The later of what the client asks for and what its connection has already seen. */
  private @Nullable EventCursor resume(Arguments arguments, RequestContext context) {
    long last = scopes.desk().snapshot().sequence();
    String asked = arguments.string("after");
    ResumePoint point = context.find(ResumePoint.class);
    EventCursor after = asked == null ? null : EventCursor.decode(asked, last);
    EventCursor cut = point == null ? null : EventCursor.decode(point.cursor(), last);
    if (after == null || cut == null) {
      return after == null ? cut : after;
    }
    return after.compareTo(cut) >= 0 ? after : cut;
  }

  private EventSource.Shown changes(Arguments arguments, RequestContext context) {
    Object filter = arguments.raw("filter");
    // A filter the viewer may not ask is refused at once and not with the first event.
    RecordLists.TICKETS.filter(scopes.of(context), filter);
    return (event, scope) -> {
      TicketView ticket = event.ticket();
      if (ticket == null
          || !event.it().recordType().equals(Tables.TICKETS.name())
          || !RecordLists.TICKETS.filter(scope, filter).test(ticket.slot())) {
        return null;
      }
      String cursor = cursorOf(event);
      return new LiveItem(new TicketChangeView(ticket, event, cursor), cursor);
    };
  }

  private EventSource.Shown events(Arguments arguments, RequestContext context) {
    Arguments filter = arguments.object("filter");
    if (filter == null) {
      return (event, scope) -> new LiveItem(event, cursorOf(event));
    }
    List<String> types = filter.strings("types");
    if (types.size() > TYPES_MAX) {
      throw new FieldProblem(
          ProblemType.LIMIT,
          "FILTER_TOO_LONG",
          "Name at most " + TYPES_MAX + " types, or none for all.");
    }
    UUID ticketId = id(filter, "ticketId");
    UUID queueId = id(filter, "queueId");
    UUID actorId = id(filter, "actorId");
    if (queueId != null && !context.may(Permissions.STAFF_READ)) {
      throw new FieldProblem(
          ProblemType.FORBIDDEN,
          "FILTER_FORBIDDEN",
          "You may not filter by queueId.",
          "It needs the permission " + Permissions.STAFF_READ + ".");
    }
    return (event, scope) ->
        (types.isEmpty() || types.contains(event.it().type()))
                && (ticketId == null || ticketId.equals(event.it().ticketId()))
                && (queueId == null || inQueue(event, queueId))
                && (actorId == null || actorId.equals(event.it().actorId()))
            ? new LiveItem(event, cursorOf(event))
            : null;
  }

  private static boolean inQueue(EventView event, UUID queueId) {
    return event.ticket() != null && queueId.equals(event.ticket().it().queueId());
  }

  private static String cursorOf(EventView event) {
    String cursor = event.cursor();
    if (cursor == null) {
      throw new IllegalStateException("a live event has a cursor");
    }
    return cursor;
  }

  private static @Nullable UUID id(Arguments filter, String name) {
    String text = filter.string(name);
    UUID id = text == null ? null : Comparators.uuid(text);
    if (text != null && id == null) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "ID_MALFORMED",
          name + " is no id of this desk.",
          "Take ids from the desk's answers.");
    }
    return id;
  }
}
