package dev.trestle.plugins.tests.reference;

import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A ticket of a desk, and the course that it has taken before our eyes. */
final class DrivenTicket {
  private static final String STANDING =
      "query($id: ID!) { ticket(id: $id) { status { category } priority team { id } assignee { id }"
          + " } }";

  final String id;
  final List<SlowEntry> entries = new ArrayList<>();

  /** Whether nothing but words and status changes has come to it, so that no instant has moved. */
  boolean plain = true;

  @Nullable DrivenTicket mergedInto;

  private SlowEntry.@Nullable State last;

  DrivenTicket(String id) {
    this.id = id;
  }

  /** Notes how the ticket stands, when it stands otherwise than before. */
  void look(
      TestPerson viewer,
      long now,
      SlowCalendar calendar,
      Function<Integer, Map<Agreement, SlowPolicy>> policies) {
    Reply seen = viewer.ask(STANDING, Map.of("id", id));
    int priority = DrivenPolicies.PRIORITIES.indexOf(seen.text("ticket.priority"));
    SlowEntry.State state =
        new SlowEntry.State(
            now,
            Category.valueOf(seen.text("ticket.status.category")),
            priority,
            id(seen, "ticket.team"),
            id(seen, "ticket.assignee"),
            policies.apply(priority),
            calendar);
    if (last == null || !same(last, state)) {
      plain &= last == null || last.priority() == priority;
      entries.add(state);
      last = state;
    }
  }

  long createdAt() {
    return entries.getFirst().at();
  }

  private static @Nullable String id(Reply seen, String path) {
    return seen.at(path) == null ? null : seen.text(path + ".id");
  }

  private static boolean same(SlowEntry.State one, SlowEntry.State other) {
    return new SlowEntry.State(
            other.at(),
            one.category(),
            one.priority(),
            one.team(),
            one.assignee(),
            one.policies(),
            one.calendar())
        .equals(other);
  }
}
