package dev.trestle.plugins.sla;

import static dev.trestle.plugins.sla.SlaPolicy.POLICIES;

import dev.trestle.plugins.sla.PolicyInput.Save;
import dev.trestle.plugins.sla.SlaPolicy.State;
import dev.trestle.plugins.sla.SlaPolicy.Terms;
import dev.trestle.plugins.sla.clock.OnEdit;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What managers do with policies. */
final class PolicyDeciders {
  private static final int NAME_MAX = 100;
  private static final int TERMS_MAX = 200;

  record Archive(UUID policyId, @Nullable Integer expectedVersion) {}

  record Reorder(List<UUID> policyIds) {}

  static void save(Save wish, Draft draft) {
    PolicyInput input = new PolicyInput(draft);
    SlaPolicy old = wish.policyId() == null ? null : existing(draft, wish.policyId());
    if (draft.refused()) {
      return;
    }
    if (old != null) {
      draft.expect(old, wish.expectedVersion());
    }
    String name = wish.name().strip();
    if (name.isEmpty() || name.length() > NAME_MAX) {
      input.refuse("SLA_POLICY_NAME_INVALID", "Give a name of 1 to 100 characters.", "name");
    }
    if (old != null && old.agreement() != wish.agreement()) {
      input.refuse(
          "SLA_AGREEMENT_FIXED",
          "A policy stays with its agreement. Make another policy.",
          "agreement");
    }
    if (wish.calendarId() != null
        && !TicketHours.of(draft.surroundings()).knows(draft.snapshot(), wish.calendarId())) {
      input.refuse("NOT_FOUND", "There is no such calendar.", "calendarId");
    }
    if (wish.filter() != null) {
      // A filter that the desk cannot read is refused here, in the desk's own words.
      draft.snapshot().tickets(wish.filter());
      input.condition(wish.filter());
    }
    Terms terms =
        new Terms(
            draft.now(),
            old == null ? OnEdit.CONTINUE : wish.onEdit(),
            wish.calendarId(),
            wish.onReopen(),
            wish.onRetarget(),
            wish.onMerge(),
            input.targets(wish.targets()));
    List<Terms> all = old == null ? List.of(terms) : edited(draft, old, terms);
    if (draft.refused()) {
      return;
    }
    put(draft, policy(draft, wish, old, name, all), old);
  }

  private static SlaPolicy policy(
      Draft draft, Save wish, @Nullable SlaPolicy old, String name, List<Terms> all) {
    return new SlaPolicy(
        old == null ? draft.newId() : old.id(),
        0,
        name,
        name.toLowerCase(Locale.ROOT),
        wish.agreement(),
        old == null ? draft.now().toEpochMilli() : old.place(),
        wish.enabled() ? State.ENABLED : State.DISABLED,
        wish.filter(),
        wish.shownToRequester(),
        all);
  }

  private static void put(Draft draft, SlaPolicy policy, @Nullable SlaPolicy old) {
    SlaPolicy other = draft.snapshot().records(POLICIES).unique("name", policy.nameKey());
    if (other != null && !other.id().equals(policy.id())) {
      draft.refuse(
          ProblemType.CONFLICT,
          "SLA_POLICY_NAME_TAKEN",
          "Another policy, which may be archived, has this name. Choose another one.",
          "input",
          "name");
      return;
    }
    if (old == null && draft.snapshot().records(POLICIES).all().size() >= PolicyBook.POLICIES_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "SLA_POLICIES_FULL",
          "A desk has at most " + PolicyBook.POLICIES_MAX + " policies, archived ones included.",
          "input");
      return;
    }
    draft.put(POLICIES, policy);
    told(draft, old == null ? "SlaPolicyCreated" : "SlaPolicyEdited", policy);
    if (policy.enabled() || old != null && old.enabled()) {
      RecountTimer.begin(draft, draft.now());
    }
    draft.result("policy", policy.id());
  }

  /** All terms with the new ones, unless these say nothing new. */
  private static List<Terms> edited(Draft draft, SlaPolicy old, Terms terms) {
    Terms last = old.inForce();
    Terms same =
        new Terms(
            last.from(),
            last.onEdit(),
            terms.calendarId(),
            terms.onReopen(),
            terms.onRetarget(),
            terms.onMerge(),
            terms.targets());
    if (same.equals(last)) {
      return old.terms();
    }
    if (old.terms().size() >= TERMS_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "SLA_POLICY_EDITED_TOO_OFTEN",
          "This policy was edited 200 times. Make a new one, and archive this.",
          "input",
          "policyId");
    }
    List<Terms> all = new ArrayList<>(old.terms());
    all.add(terms);
    return all;
  }

  static void archive(Archive wish, Draft draft) {
    SlaPolicy policy = existing(draft, wish.policyId());
    if (policy == null) {
      return;
    }
    draft.expect(policy, wish.expectedVersion());
    if (policy.state() == State.ARCHIVED || draft.refused()) {
      draft.result("policy", policy.id());
      return;
    }
    draft.put(POLICIES, policy.in(State.ARCHIVED));
    told(draft, "SlaPolicyArchived", policy);
    if (policy.enabled()) {
      RecountTimer.begin(draft, draft.now());
    }
    draft.result("policy", policy.id());
  }

  static void reorder(Reorder wish, Draft draft) {
    List<SlaPolicy> policies =
        draft.snapshot().records(POLICIES).sorted("place").first(PolicyBook.POLICIES_MAX);
    List<UUID> kept =
        policies.stream()
            .filter(policy -> policy.state() != State.ARCHIVED)
            .map(SlaPolicy::id)
            .toList();
    if (wish.policyIds().size() != kept.size()
        || !new HashSet<>(wish.policyIds()).equals(new HashSet<>(kept))) {
      draft.refuse(
          ProblemType.INVALID,
          "SLA_ORDER_INCOMPLETE",
          "Name every policy that is not archived, each once.",
          "input",
          "policyIds");
      return;
    }
    for (SlaPolicy policy : policies) {
      int place = wish.policyIds().indexOf(policy.id());
      if (place >= 0 && policy.place() != place) {
        draft.put(POLICIES, policy.at(place));
      }
    }
    if (!kept.isEmpty()) {
      draft.event(
          new Happening(
              "SlaPoliciesReordered", POLICIES, kept.getFirst(), null, List.of(), null, false));
      RecountTimer.begin(draft, draft.now());
    }
  }

  private static @Nullable SlaPolicy existing(Draft draft, UUID id) {
    SlaPolicy policy = draft.snapshot().records(POLICIES).get(id);
    if (policy == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such policy.", "input", "policyId");
    }
    return policy;
  }

  private static void told(Draft draft, String type, SlaPolicy policy) {
    draft.event(
        new Happening(
            type,
            POLICIES,
            policy.id(),
            null,
            List.of(new Change("name", null, policy.name())),
            null,
            false));
  }
}
