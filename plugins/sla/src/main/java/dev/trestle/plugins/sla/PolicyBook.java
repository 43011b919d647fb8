package dev.trestle.plugins.sla;

import static dev.trestle.plugins.sla.SlaPolicy.POLICIES;

import dev.trestle.plugins.sla.clock.Agreement;
import dev.trestle.plugins.sla.clock.Policy;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketCondition;
import dev.trestle.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All policies of one snapshot, ready to compute with. */
final class PolicyBook {
  static final int POLICIES_MAX = 200;

  // The last book made; policies change rarely, and the desk hands out the same records until then.
  private static volatile PolicyBook last = new PolicyBook(List.of());

  private final List<SlaPolicy> records;
  private final Map<UUID, Policy> compiled = new LinkedHashMap<>();
  // Made when first asked, from whichever snapshot: they hold none of it.
  private final Map<UUID, TicketCondition> conditions = new ConcurrentHashMap<>();

  private PolicyBook(List<SlaPolicy> records) {
    this.records = records;
    for (SlaPolicy policy : records) {
      compiled.put(policy.id(), policy.compiled());
    }
  }

  static PolicyBook of(Snapshot snapshot) {
    List<SlaPolicy> now = snapshot.records(POLICIES).sorted("place").first(POLICIES_MAX);
    PolicyBook known = last;
    if (!same(known.records, now)) {
      known = new PolicyBook(now);
      last = known;
    }
    return known;
  }

  /** The book as it would be with these policies, each in the place of the one of its id. */
  PolicyBook with(List<SlaPolicy> proposed) {
    List<SlaPolicy> all = new ArrayList<>(records);
    for (SlaPolicy policy : proposed) {
      int place = 0;
      while (place < all.size() && !all.get(place).id().equals(policy.id())) {
        place++;
      }
      if (place < all.size()) {
        all.set(place, policy);
      } else {
        all.add(policy);
      }
    }
    return new PolicyBook(all);
  }

  private static boolean same(List<SlaPolicy> some, List<SlaPolicy> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      same = some.get(i) == others.get(i);
    }
    return same;
  }

  /** Whether nobody has made a policy yet: then no ticket needs a course. */
  boolean isEmpty() {
    return records.isEmpty();
  }

  /** In their order, disabled and archived ones included. */
  List<SlaPolicy> records() {
    return records;
  }

  @Nullable Policy policy(UUID id) {
    return compiled.get(id);
  }

  @Nullable SlaPolicy record(UUID id) {
    for (SlaPolicy policy : records) {
      if (policy.id().equals(id)) {
        return policy;
      }
    }
    return null;
  }

  private boolean passes(SlaPolicy policy, Snapshot snapshot, Ticket ticket) {
    Map<String, Object> filter = policy.filter();
    if (filter == null) {
      return true;
    }
    try {
      return conditions
          .computeIfAbsent(policy.id(), id -> snapshot.condition(filter))
          .holds(snapshot, ticket);
    } catch (ProblemException gone) {
      // It asks for what is not there any more, such as a custom field: so no ticket has it.
      return false;
    }
  }

  /** The policies that apply to a ticket as it is in the snapshot. */
  List<UUID> applying(Snapshot snapshot, Ticket ticket) {
    List<UUID> applying = new ArrayList<>(3);
    Set<Agreement> taken = EnumSet.noneOf(Agreement.class);
    for (SlaPolicy policy : records) {
      if (policy.enabled()
          && !taken.contains(policy.agreement())
          && passes(policy, snapshot, ticket)) {
        taken.add(policy.agreement());
        applying.add(policy.id());
      }
    }
    return applying;
  }
}
