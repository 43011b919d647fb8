package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.SlaPolicy.Action;
import dev.trestle.plugins.sla.SlaPolicy.Deed;
import dev.trestle.plugins.sla.SlaPolicy.Promise;
import dev.trestle.plugins.sla.SlaPolicy.Rung;
import dev.trestle.plugins.sla.clock.Agreement;
import dev.trestle.plugins.sla.clock.Kind;
import dev.trestle.plugins.sla.clock.OnEdit;
import dev.trestle.plugins.sla.clock.OnMerge;
import dev.trestle.plugins.sla.clock.OnReopen;
import dev.trestle.plugins.sla.clock.OnRetarget;
import dev.trestle.plugins.sla.clock.Step;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.text.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code slaPolicySave} is given, and what of it is refused. */
final class PolicyInput {
  private static final int STEPS_MAX = 20;
  private static final int ACTIONS_MAX = 5;
  private static final int TEXT_MAX = 2_000;
  private static final int SHARE_MAX = 1_000;
  private static final int PERCENT = 100;
  private static final Duration SPAN_MAX = Duration.ofDays(3_660);

  record Save(
      @Nullable UUID policyId,
      String name,
      Agreement agreement,
      @Nullable Map<String, Object> filter,
      @Nullable UUID calendarId,
      boolean enabled,
      boolean shownToRequester,
      OnReopen onReopen,
      OnRetarget onRetarget,
      OnMerge onMerge,
      OnEdit onEdit,
      List<TargetInput> targets,
      @Nullable Integer expectedVersion) {}

  record TargetInput(
      Kind kind,
      List<SpanInput> spans,
      @Nullable List<StatusCategory> pausesIn,
      boolean startsWithRequest,
      int atRiskShare,
      @Nullable List<StepInput> steps) {}

  record SpanInput(TicketPriority priority, Duration allowed) {}

  record StepInput(
      @Nullable Integer atShare,
      @Nullable Duration before,
      @Nullable Duration after,
      @Nullable List<ActionInput> actions) {}

  record ActionInput(
      Deed deed,
      @Nullable String text,
      @Nullable UUID assigneeId,
      @Nullable UUID teamId,
      @Nullable TicketPriority priority) {}

  /** Where it is said what is wrong. */
  interface Refusals {
    void refuse(String code, String message, String... path);
  }

  private final Snapshot snapshot;
  private final Refusals refusals;

  PolicyInput(Draft draft) {
    this(
        draft.snapshot(),
        (code, message, path) -> draft.refuse(ProblemType.INVALID, code, message, path));
  }

  PolicyInput(Snapshot snapshot, Refusals refusals) {
    this.snapshot = snapshot;
    this.refusals = refusals;
  }

  /** Refuses a condition that asks for the clocks, which it would begin and end itself. */
  void condition(@Nullable Map<String, Object> filter) {
    // Where a name is followed by a colon it is a field, never a value, however deep it lies.
    String asked = Json.of(filter);
    for (ListExtension.Filter own : SlaPlugin.LISTS.filters()) {
      if (asked.contains(Json.of(own.name()) + ":")) {
        refuse(
            "SLA_CONDITION_CIRCULAR",
            "A policy makes the clocks that " + own.name() + " asks for. Leave it out.",
            "filter");
      }
    }
  }

  /** The targets, ordered by kind; what is wrong with them is refused. */
  List<Promise> targets(List<TargetInput> inputs) {
    List<Promise> promises = new ArrayList<>();
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (inputs.isEmpty()) {
      refuse("SLA_TARGETS_MISSING", "Promise something: give at least one target.", "targets");
    }
    for (int i = 0; i < inputs.size(); i++) {
      String[] path = {"targets", String.valueOf(i)};
      if (!kinds.add(inputs.get(i).kind())) {
        refuse(
            "SLA_TARGET_TWICE",
            "A policy has one target of each kind. Join these two.",
            at(path, "kind"));
      }
      promises.add(promise(inputs.get(i), path));
    }
    promises.sort(Comparator.comparing(Promise::kind));
    return promises;
  }

  private Promise promise(TargetInput input, String... path) {
    Map<String, Long> spans = new LinkedHashMap<>();
    if (input.spans().isEmpty()) {
      refuse(
          "SLA_SPANS_MISSING",
          "Say how long for at least one priority; without a span nobody is promised anything.",
          at(path, "spans"));
    }
    for (int i = 0; i < input.spans().size(); i++) {
      SpanInput span = input.spans().get(i);
      long allowed = span(span.allowed(), at(path, "spans", String.valueOf(i), "allowed"));
      if (spans.put(span.priority().name(), allowed) != null) {
        refuse(
            "SLA_SPAN_TWICE",
            "Give one span for each priority.",
            at(path, "spans", String.valueOf(i), "priority"));
      }
    }
    if (input.atRiskShare() < 1 || input.atRiskShare() > PERCENT) {
      refuse("SLA_SHARE_INVALID", "Give 1 to 100 percent.", at(path, "atRiskShare"));
    }
    List<Rung> rungs = new ArrayList<>();
    List<StepInput> steps = input.steps() == null ? List.of() : input.steps();
    if (steps.size() > STEPS_MAX) {
      refuse("SLA_STEPS_TOO_MANY", "Give at most " + STEPS_MAX + " steps.", at(path, "steps"));
    }
    for (int i = 0; i < steps.size(); i++) {
      rung(rungs, steps.get(i), at(path, "steps", String.valueOf(i)));
    }
    return new Promise(
        input.kind(),
        spans,
        pauses(input, path),
        input.startsWithRequest(),
        input.atRiskShare(),
        rungs);
  }

  private List<StatusCategory> pauses(TargetInput input, String... path) {
    if (input.pausesIn() == null) {
      return input.kind().pausesUsually().stream().sorted().toList();
    }
    if (!input.kind().pausesByChoice() && !input.pausesIn().isEmpty()) {
      refuse(
          "SLA_PAUSES_FIXED",
          "Where this kind of target pauses cannot be chosen. Leave it out.",
          at(path, "pausesIn"));
    }
    if (input.pausesIn().stream().anyMatch(category -> !category.open())) {
      refuse(
          "SLA_PAUSES_INVALID",
          "Ended tickets stop every clock. Name categories of open tickets only.",
          at(path, "pausesIn"));
    }
    return input.pausesIn().stream().distinct().sorted().toList();
  }

  private void rung(List<Rung> rungs, StepInput input, String... path) {
    int given =
        (input.atShare() == null ? 0 : 1)
            + (input.before() == null ? 0 : 1)
            + (input.after() == null ? 0 : 1);
    if (given != 1) {
      refuse("SLA_STEP_PLACE", "Give one of atShare, before and after.", path);
      return;
    }
    Rung rung;
    if (input.atShare() != null) {
      if (input.atShare() < 1 || input.atShare() > SHARE_MAX) {
        refuse("SLA_SHARE_INVALID", "Give 1 to 1000 percent.", at(path, "atShare"));
      }
      rung = new Rung(Step.Basis.AT_SHARE, input.atShare(), actions(input, path));
    } else if (input.before() != null) {
      long before = span(input.before(), at(path, "before"));
      rung = new Rung(Step.Basis.BEFORE, before, actions(input, path));
    } else {
      long after = input.after() == null ? 0 : span(input.after(), at(path, "after"));
      rung = new Rung(Step.Basis.AFTER, after, actions(input, path));
    }
    if (rungs.stream().anyMatch(other -> other.step().equals(rung.step()))) {
      refuse("SLA_STEP_TWICE", "Two steps stand at one place. Join their actions.", path);
    }
    rungs.add(rung);
  }

  private List<Action> actions(StepInput step, String... path) {
    List<Action> actions = new ArrayList<>();
    List<ActionInput> inputs = step.actions() == null ? List.of() : step.actions();
    if (inputs.size() > ACTIONS_MAX) {
      refuse(
          "SLA_ACTIONS_TOO_MANY", "Give at most " + ACTIONS_MAX + " actions.", at(path, "actions"));
    }
    for (int i = 0; i < inputs.size(); i++) {
      ActionInput input = inputs.get(i);
      String[] here = at(path, "actions", String.valueOf(i));
      if (!whole(input)) {
        refuse(
            "SLA_ACTION_INCOMPLETE",
            "COMMENT and RUN need a text, ASSIGN an agent or a team, PRIORITIZE a priority.",
            here);
      }
      if (input.text() != null && input.text().length() > TEXT_MAX) {
        refuse("SLA_TEXT_TOO_LONG", "Say it in at most 2,000 characters.", at(here, "text"));
      }
      if (input.assigneeId() != null && snapshot.agent(input.assigneeId()) == null) {
        refuse("NOT_FOUND", "There is no such agent.", at(here, "assigneeId"));
      }
      if (input.teamId() != null && snapshot.team(input.teamId()) == null) {
        refuse("NOT_FOUND", "There is no such team.", at(here, "teamId"));
      }
      actions.add(
          new Action(
              input.deed(), input.text(), input.assigneeId(), input.teamId(), input.priority()));
    }
    return actions;
  }

  private static boolean whole(ActionInput input) {
    return switch (input.deed()) {
      case NOTE -> true;
      case COMMENT, RUN -> input.text() != null && !input.text().isBlank();
      case ASSIGN -> input.assigneeId() != null || input.teamId() != null;
      case PRIORITIZE -> input.priority() != null;
    };
  }

  private long span(Duration span, String... path) {
    if (span.compareTo(Duration.ofMillis(1)) < 0 || span.compareTo(SPAN_MAX) > 0) {
      refuse("SLA_SPAN_INVALID", "Give more than nothing and at most 3,660 days.", path);
      return 1;
    }
    return span.toMillis();
  }

  void refuse(String code, String message, String... path) {
    refusals.refuse(code, message, at(new String[] {"input"}, path));
  }

  private static String[] at(String[] path, String... further) {
    String[] all = java.util.Arrays.copyOf(path, path.length + further.length);
    System.arraycopy(further, 0, all, path.length, further.length);
    return all;
  }
}
