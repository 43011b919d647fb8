package dev.trestle.plugins.sla;

import static dev.trestle.plugins.sla.SlaPolicy.POLICIES;

import dev.trestle.plugins.sla.PolicyInput.ActionInput;
import dev.trestle.plugins.sla.PolicyInput.SpanInput;
import dev.trestle.plugins.sla.PolicyInput.StepInput;
import dev.trestle.plugins.sla.PolicyInput.TargetInput;
import dev.trestle.plugins.sla.SlaPolicy.State;
import dev.trestle.plugins.sla.SlaPolicy.Terms;
import dev.trestle.plugins.sla.clock.Agreement;
import dev.trestle.plugins.sla.clock.Kind;
import dev.trestle.plugins.sla.clock.OnEdit;
import dev.trestle.plugins.sla.clock.OnMerge;
import dev.trestle.plugins.sla.clock.OnReopen;
import dev.trestle.plugins.sla.clock.OnRetarget;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Policies as they would be after {@code slaPolicySave}, without saving them. */
final class ProposedPolicies {
  private final Snapshot snapshot;
  private final Instant now;
  private final PolicyInput input;

  ProposedPolicies(Snapshot snapshot, Instant now) {
    this.snapshot = snapshot;
    this.now = now;
    this.input =
        new PolicyInput(
            snapshot,
            (code, message, path) -> {
              throw new FieldProblem(ProblemType.INVALID, code, message);
            });
  }

  List<SlaPolicy> of(List<Arguments> inputs) {
    List<SlaPolicy> proposed = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      proposed.add(policy(inputs.get(i), new UUID(0, i + 1L)));
    }
    return proposed;
  }

  private SlaPolicy policy(Arguments save, UUID newId) {
    UUID id = save.id("policyId");
    SlaPolicy old = id == null ? null : snapshot.records(POLICIES).get(id);
    if (id != null && old == null) {
      throw new FieldProblem(ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such policy.");
    }
    Map<String, Object> filter = filter(save);
    input.condition(filter);
    Terms terms =
        new Terms(
            now,
            old == null ? OnEdit.CONTINUE : need(save.constant("onEdit", OnEdit.class)),
            save.id("calendarId"),
            need(save.constant("onReopen", OnReopen.class)),
            need(save.constant("onRetarget", OnRetarget.class)),
            need(save.constant("onMerge", OnMerge.class)),
            input.targets(save.objects("targets").stream().map(this::target).toList()));
    List<Terms> all = new ArrayList<>(old == null ? List.of() : old.terms());
    all.add(terms);
    String name = save.requireString("name");
    return new SlaPolicy(
        old == null ? newId : old.id(),
        old == null ? 0 : old.version(),
        name,
        name.toLowerCase(Locale.ROOT),
        old == null ? need(save.constant("agreement", Agreement.class)) : old.agreement(),
        old == null ? Long.MAX_VALUE : old.place(),
        save.isTrue("enabled") ? State.ENABLED : State.DISABLED,
        filter,
        save.isTrue("shownToRequester"),
        all);
  }

  @SuppressWarnings("unchecked") // an input object is a map by the names of its fields
  static @Nullable Map<String, Object> filter(Arguments arguments) {
    Arguments filter = arguments.object("filter");
    return filter == null ? null : (Map<String, Object>) (Map<String, ?>) filter.asMap();
  }

  private TargetInput target(Arguments target) {
    return new TargetInput(
        need(target.constant("kind", Kind.class)),
        target.objects("spans").stream()
            .map(span ->
                new SpanInput(
                    need(span.constant("priority", TicketPriority.class)),
                    need(span.duration("allowed"))))
            .toList(),
        target.raw("pausesIn") == null ? null : target.constants("pausesIn", StatusCategory.class),
        target.isTrue("startsWithRequest"),
        need(target.integer("atRiskShare")),
        target.objects("steps").stream().map(this::step).toList());
  }

  private StepInput step(Arguments step) {
    return new StepInput(
        step.integer("atShare"),
        step.duration("before"),
        step.duration("after"),
        step.objects("actions").stream()
            .map(action ->
                new ActionInput(
                    need(action.constant("deed", SlaPolicy.Deed.class)),
                    action.string("text"),
                    action.id("assigneeId"),
                    action.id("teamId"),
                    action.constant("priority", TicketPriority.class)))
            .toList());
  }

  private static <T> T need(@Nullable T value) {
    return Objects.requireNonNull(value, "the schema declares it non-null");
  }
}
