package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Policy.POLICIES;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketCondition;
import dev.trestle.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policies of one snapshot in their order, with their conditions made once. */
final class PolicyBook {
  static final int POLICIES_MAX = 200;

  // The last book made; policies change rarely, and the desk hands out the same records until then.
  private static volatile PolicyBook last = new PolicyBook(List.of(), List.of());

  private record Entry(Policy policy, @Nullable TicketCondition condition) {}

  private final List<Policy> records;
  private final List<Entry> enabled;

  private PolicyBook(List<Policy> records, List<Entry> enabled) {
    this.records = records;
    this.enabled = enabled;
  }

  static PolicyBook of(Snapshot snapshot) {
    List<Policy> now = snapshot.records(POLICIES).sorted("place").first(POLICIES_MAX);
    PolicyBook known = last;
    if (!same(known.records, now)) {
      List<Entry> enabled = new ArrayList<>();
      for (Policy policy : now) {
        Map<String, Object> filter = policy.filter();
        if (policy.state() == Policy.State.ENABLED) {
          enabled.add(new Entry(policy, filter == null ? null : snapshot.condition(filter)));
        }
      }
      known = new PolicyBook(now, enabled);
      last = known;
    }
    return known;
  }

  private static boolean same(List<Policy> some, List<Policy> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      same = some.get(i) == others.get(i);
    }
    return same;
  }

  /** Whether no policy is in use: then tickets without promises need no standing. */
  boolean isIdle() {
    return enabled.isEmpty();
  }

  /** The first enabled policy whose condition the ticket passes; null when there is none. */
  @Nullable Policy applying(Snapshot snapshot, Ticket ticket) {
    for (Entry entry : enabled) {
      if (entry.condition() == null || holds(entry.condition(), snapshot, ticket)) {
        return entry.policy();
      }
    }
    return null;
  }

  private static boolean holds(TicketCondition condition, Snapshot snapshot, Ticket ticket) {
    try {
      return condition.holds(snapshot, ticket);
    } catch (ProblemException gone) {
      // It asks for what is not there any more, such as a custom field: so no ticket has it.
      return false;
    }
  }
}
