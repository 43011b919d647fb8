package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Policy.POLICIES;

import dev.trestle.plugins.commitments.Policy.Kind;
import dev.trestle.plugins.commitments.Policy.Rule;
import dev.trestle.plugins.commitments.Policy.State;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.text.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What managers do with policies. */
final class PolicyDeciders {
  private static final int NAME_MAX = 100;
  private static final Duration SPAN_MAX = Duration.ofDays(3_660);

  record SpanInput(TicketPriority priority, Duration allowed) {}

  record RuleInput(Kind kind, List<SpanInput> spans) {}

  record Save(
      @Nullable UUID policyId,
      String name,
      boolean enabled,
      @Nullable Map<String, Object> filter,
      boolean workingTime,
      List<StatusCategory> pausesIn,
      List<RuleInput> rules,
      @Nullable UUID escalateToAgentId,
      @Nullable UUID escalateToTeamId,
      @Nullable Integer expectedVersion) {}

  record Archive(UUID policyId, @Nullable Integer expectedVersion) {}

  record Reorder(List<UUID> policyIds) {}

  private PolicyDeciders() {}

  static void save(Save wish, Draft draft) {
    Policy old =
        wish.policyId() == null ? null : existing(draft, wish.policyId(), wish.expectedVersion());
    String name = Asked.text(draft, wish.name(), NAME_MAX, "name");
    List<Rule> rules = rules(draft, wish.rules());
    Asked.agent(draft, wish.escalateToAgentId(), "escalateToAgentId");
    Asked.team(draft, wish.escalateToTeamId(), "escalateToTeamId");
    if (wish.pausesIn().stream().anyMatch(category -> !category.open())) {
      Asked.invalid(
          draft,
          "COMMITMENT_PAUSES_INVALID",
          "Nothing is owed on ended tickets anyway. Name categories of open tickets only.",
          "pausesIn");
    }
    if (wish.filter() != null) {
      // A filter that the desk cannot read is refused here, in the desk's own words.
      draft.snapshot().tickets(wish.filter());
      condition(draft, wish.filter());
    }
    if (old == null && draft.snapshot().records(POLICIES).all().size() >= PolicyBook.POLICIES_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "COMMITMENT_POLICIES_FULL",
          "A desk has at most " + PolicyBook.POLICIES_MAX + " policies, archived ones included.",
          "input");
    }
    if (draft.refused()) {
      return;
    }
    Policy policy =
        new Policy(
            old == null ? draft.newId() : old.id(),
            0,
            name,
            name.toLowerCase(Locale.ROOT),
            old == null ? draft.now().toEpochMilli() : old.place(),
            wish.enabled() ? State.ENABLED : State.DISABLED,
            wish.filter(),
            wish.workingTime(),
            wish.pausesIn().stream().distinct().sorted().toList(),
            rules,
            wish.escalateToAgentId(),
            wish.escalateToTeamId());
    Policy other = draft.snapshot().records(POLICIES).unique("name", policy.nameKey());
    if (other != null && !other.id().equals(policy.id())) {
      Asked.taken(draft, "COMMITMENT_POLICY_NAME_TAKEN", "policy");
      return;
    }
    changed(
        draft,
        policy,
        old == null ? "CommitmentPolicyCreated" : "CommitmentPolicyEdited",
        policy.state() == State.ENABLED || old != null && old.state() == State.ENABLED);
  }

  /** Refuses a condition that asks for what policies themselves make of a ticket. */
  private static void condition(Draft draft, Map<String, Object> filter) {
    // Where a name is followed by a colon it is a field, never a value, however deep it lies.
    String asked = Json.of(filter);
    for (ListExtension.Filter own : CommitmentsPlugin.LISTS.filters()) {
      if (asked.contains(Json.of(own.name()) + ":")) {
        Asked.invalid(
            draft,
            "COMMITMENT_CONDITION_CIRCULAR",
            "Policies decide themselves what " + own.name() + " asks for. Leave it out.",
            "filter");
      }
    }
  }

  /** The rules, ordered by kind; what is wrong with them is refused. */
  private static List<Rule> rules(Draft draft, List<RuleInput> inputs) {
    List<Rule> rules = new ArrayList<>();
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (inputs.isEmpty()) {
      Asked.invalid(
          draft, "COMMITMENT_RULES_MISSING", "Ask for something: give at least one rule.", "rules");
    }
    for (int i = 0; i < inputs.size(); i++) {
      RuleInput input = inputs.get(i);
      if (!kinds.add(input.kind())) {
        refuse(draft, "COMMITMENT_RULE_TWICE", "Give each kind of rule once.", i);
      }
      if (input.spans().isEmpty()) {
        refuse(
            draft,
            "COMMITMENT_SPANS_MISSING",
            "Say how long for at least one priority; without a span nothing is asked for.",
            i);
      }
      Map<String, Long> spans = new LinkedHashMap<>();
      for (SpanInput span : input.spans()) {
        boolean fits =
            !span.allowed().isNegative()
                && !span.allowed().isZero()
                && span.allowed().compareTo(SPAN_MAX) <= 0;
        if (!fits || spans.put(span.priority().name(), span.allowed().toMillis()) != null) {
          refuse(
              draft,
              "COMMITMENT_SPAN_INVALID",
              "Give one span for each priority, longer than nothing and at most ten years.",
              i);
        }
      }
      rules.add(new Rule(input.kind(), spans));
    }
    rules.sort(Comparator.comparing(Rule::kind));
    return rules;
  }

  private static void refuse(Draft draft, String code, String message, int rule) {
    draft.refuse(ProblemType.INVALID, code, message, "input", "rules", String.valueOf(rule));
  }

  static void archive(Archive wish, Draft draft) {
    Policy policy = existing(draft, wish.policyId(), wish.expectedVersion());
    if (policy == null) {
      return;
    }
    if (policy.state() == State.ARCHIVED) {
      draft.result("policy", policy.id());
      return;
    }
    changed(
        draft,
        policy.in(State.ARCHIVED),
        "CommitmentPolicyArchived",
        policy.state() == State.ENABLED);
  }

  static void reorder(Reorder wish, Draft draft) {
    List<Policy> policies =
        draft.snapshot().records(POLICIES).sorted("place").first(PolicyBook.POLICIES_MAX);
    List<UUID> kept =
        policies.stream()
            .filter(policy -> policy.state() != State.ARCHIVED)
            .map(Policy::id)
            .toList();
    if (wish.policyIds().size() != kept.size()
        || !new HashSet<>(wish.policyIds()).equals(new HashSet<>(kept))) {
      Asked.invalid(
          draft,
          "COMMITMENT_ORDER_INCOMPLETE",
          "Name every policy that is not archived, each once.",
          "policyIds");
      return;
    }
    for (Policy policy : policies) {
      int place = wish.policyIds().indexOf(policy.id());
      if (place >= 0 && policy.place() != place) {
        draft.put(POLICIES, policy.at(place));
      }
    }
    if (!kept.isEmpty()) {
      draft.event(
          new Happening(
              "CommitmentPoliciesReordered",
              POLICIES,
              kept.getFirst(),
              null,
              List.of(),
              null,
              false));
      SweepTimer.begin(draft);
    }
  }

  private static void changed(Draft draft, Policy policy, String type, boolean follow) {
    draft.put(POLICIES, policy);
    draft.event(
        new Happening(
            type,
            POLICIES,
            policy.id(),
            null,
            List.of(new Change("name", null, policy.name())),
            null,
            false));
    if (follow) {
      SweepTimer.begin(draft);
    }
    draft.result("policy", policy.id());
  }

  private static @Nullable Policy existing(Draft draft, UUID id, @Nullable Integer expected) {
    Policy policy = draft.snapshot().records(POLICIES).get(id);
    if (policy == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such policy.", "input", "policyId");
      return null;
    }
    draft.expect(policy, expected);
    return draft.refused() ? null : policy;
  }
}
