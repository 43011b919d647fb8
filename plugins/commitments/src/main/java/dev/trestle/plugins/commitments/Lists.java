package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.CommitmentTask.TASKS;
import static dev.trestle.plugins.commitments.CustomerNotice.NOTICES;
import static dev.trestle.plugins.commitments.Promise.PROMISES;
import static dev.trestle.plugins.commitments.Standing.STANDINGS;

import dev.trestle.plugins.commitments.Views.PromiseView;
import dev.trestle.plugins.commitments.VisiblePage.Place;
import dev.trestle.plugins.commitments.VisiblePage.Row;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketSelection;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lists to work from: what is promised, what is silent, what is to do, what waits to go out.
 */
final class Lists {
  private Lists() {}

  /** Promises that are still owed, the most pressing first. */
  static Page<PromiseView> promisesDue(Arguments arguments, RequestContext context) {
    Seen seen = new Seen(arguments, context);
    Instant until = arguments.instant("until");
    UUID agentId = arguments.id("agentId");
    UUID teamId = arguments.id("teamId");
    List<Row<PromiseView>> rows = new ArrayList<>();
    for (Promise promise : seen.snapshot().records(PROMISES).sorted("owed")) {
      Instant owedAt = promise.owedAt();
      if (owedAt == null || until != null && owedAt.isAfter(until)) {
        break;
      }
      boolean wanted =
          (agentId == null || agentId.equals(promise.agentId()))
              && (teamId == null || teamId.equals(promise.teamId()));
      if (wanted && seen.sees(promise.ticketId())) {
        rows.add(new Row<>(new Place(owedAt, promise.id()), new PromiseView(promise, true)));
      }
    }
    return VisiblePage.of(rows, arguments);
  }

  /** The crack list: tickets that fell silent, the longest first. */
  static Page<Standing> silentTickets(Arguments arguments, RequestContext context) {
    Seen seen = new Seen(arguments, context);
    List<Row<Standing>> rows = new ArrayList<>();
    for (Standing standing : seen.snapshot().records(STANDINGS).sorted("silentSince")) {
      if (standing.silentSince() != null && seen.sees(standing.id())) {
        rows.add(new Row<>(new Place(standing.silentSince(), standing.id()), standing));
      }
    }
    return VisiblePage.of(rows, arguments);
  }

  /** The viewer's own open tasks, oldest first. */
  static Page<CommitmentTask> myTasks(Arguments arguments, RequestContext context) {
    Viewer viewer = context.get(Viewer.class);
    if (viewer.id() == null) {
      throw new FieldProblem(
          ProblemType.FORBIDDEN,
          "COMMITMENT_TASKS_OF_NOBODY",
          "Only people have tasks.",
          "Sign in as an agent.");
    }
    Seen seen = new Seen(arguments, context);
    List<Row<CommitmentTask>> rows = new ArrayList<>();
    for (CommitmentTask task :
        seen.snapshot().records(TASKS).sortedWithin("ofAgent", viewer.id())) {
      if (seen.sees(task.ticketId())) {
        rows.add(new Row<>(new Place(task.addedAt(), task.id()), task));
      }
    }
    return VisiblePage.of(rows, arguments);
  }

  /** Texts to customers in one state, oldest first. */
  static Page<CustomerNotice> notices(Arguments arguments, RequestContext context) {
    Seen seen = new Seen(arguments, context);
    CustomerNotice.State state =
        Objects.requireNonNull(arguments.constant("state", CustomerNotice.State.class));
    List<Row<CustomerNotice>> rows = new ArrayList<>();
    for (CustomerNotice notice : seen.snapshot().records(NOTICES).group("state", state)) {
      if (seen.sees(notice.ticketId())) {
        rows.add(new Row<>(new Place(notice.writtenAt(), notice.id()), notice));
      }
    }
    return VisiblePage.of(rows, arguments);
  }

  /** What of a list the viewer may see, and asked for. */
  record Seen(Snapshot snapshot, Viewer viewer, @Nullable TicketSelection wanted) {
    Seen(Arguments arguments, RequestContext context) {
      this(
          context.get(Snapshot.class),
          context.get(Viewer.class),
          wanted(context.get(Snapshot.class), filter(arguments)));
    }

    private static @Nullable TicketSelection wanted(
        Snapshot snapshot, @Nullable Map<String, Object> filter) {
      return filter == null ? null : snapshot.tickets(filter);
    }

    boolean sees(UUID ticketId) {
      Ticket ticket = snapshot.ticket(ticketId, viewer);
      return ticket != null && (wanted == null || wanted.contains(ticket));
    }
  }

  /** The argument {@code filter}, as the desk takes it; null when there is none. */
  @SuppressWarnings("unchecked")
  static @Nullable Map<String, Object> filter(Arguments arguments) {
    Arguments filter = arguments.object("filter");
    return filter == null ? null : (Map<String, Object>) (Map<String, ?>) filter.asMap();
  }
}
