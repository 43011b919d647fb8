package dev.trestle.plugins.sla;

import static dev.trestle.plugins.sla.SlaPolicy.POLICIES;

import dev.trestle.plugins.sla.SlaPolicy.Action;
import dev.trestle.plugins.sla.SlaPolicy.Promise;
import dev.trestle.plugins.sla.SlaPolicy.Rung;
import dev.trestle.plugins.sla.SlaViews.ClockView;
import dev.trestle.plugins.sla.SlaViews.RunView;
import dev.trestle.plugins.sla.SlaViews.StepView;
import dev.trestle.plugins.sla.SlaViews.TicketSla;
import dev.trestle.plugins.sla.clock.Interval;
import dev.trestle.plugins.sla.clock.Step;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the types in the schema text are read. */
final class SlaFields {
  /** A span for one priority. */
  record Span(TicketPriority priority, Duration allowed) {}

  List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("Ticket", Ticket.class)
            .computed("sla", (ticket, arguments, context) -> sla(ticket, context)));
    all.add(
        Fields.of("TicketSla", TicketSla.class)
            .getter("clocks", TicketSla::clocks)
            .getter("nextDueAt", TicketSla::nextDueAt)
            .booleanGetter("breached", TicketSla::breached)
            .booleanGetter("atRisk", TicketSla::atRisk));
    all.add(
        run(
            Fields.of("SlaClock", ClockView.class)
                .getter("policy", clock -> clock.staff() ? clock.policy() : null)
                .getter("agreement", clock -> clock.clock().agreement())
                .getter("kind", clock -> clock.clock().kind())
                .getter("cycles", ClockView::runs),
            ClockView::run));
    all.add(run(Fields.of("SlaCycle", RunView.class), run -> run));
    all.add(
        Fields.of("SlaStepInstant", StepView.class)
            .getter("atShare", step -> share(step.step()))
            .getter("before", step -> span(step.step(), Step.Basis.BEFORE))
            .getter("after", step -> span(step.step(), Step.Basis.AFTER))
            .getter("at", StepView::at));
    all.add(
        Fields.of("SlaInterval", Interval.class)
            .getter("from", interval -> Instant.ofEpochMilli(interval.from()))
            .getter("to", interval -> Instant.ofEpochMilli(interval.until()))
            .booleanGetter("counted", Interval::counted)
            .getter("reason", SlaViews::reason)
            .getter("statusCategory", Interval::category)
            .getter("name", Interval::closedName));
    policies(all);
    Questions.add(all);
    return all;
  }

  private @Nullable TicketSla sla(Ticket ticket, RequestContext context) {
    return SlaViews.of(
        context.get(Snapshot.class),
        ticket,
        context.may(SlaPlugin.READ),
        context.get(Surroundings.class));
  }

  private static <S> Fields<S> run(Fields<S> fields, Function<S, RunView> run) {
    return fields
        .getter("state", clock -> run.apply(clock).cycle().state())
        .booleanGetter("atRisk", clock -> run.apply(clock).cycle().atRisk())
        .getter("target", clock -> run.apply(clock).target())
        .getter("used", clock -> run.apply(clock).used())
        .getter("remaining", clock -> run.apply(clock).remaining())
        .getter("startedAt", clock -> run.apply(clock).startedAt())
        .getter("endedAt", clock -> run.apply(clock).endedAt())
        .getter("dueAt", clock -> run.apply(clock).dueAt())
        .getter("atRiskAt", clock -> run.apply(clock).atRiskAt())
        .getter("breachedAt", clock -> run.apply(clock).breachedAt())
        .getter("steps", clock -> run.apply(clock).steps())
        .getter("because", clock -> run.apply(clock).because());
  }

  private static void policies(List<Fields<?>> all) {
    all.add(
        Fields.of("SlaPolicy", SlaPolicy.class)
            .getter("id", SlaPolicy::id)
            .intGetter("version", SlaPolicy::version)
            .getter("name", SlaPolicy::name)
            .getter("agreement", SlaPolicy::agreement)
            .getter("state", SlaPolicy::state)
            .getter("filter", policy -> policy.filter() == null ? null : Json.of(policy.filter()))
            .getter("calendarId", policy -> policy.inForce().calendarId())
            .booleanGetter("shownToRequester", SlaPolicy::shownToRequester)
            .getter("onReopen", policy -> policy.inForce().onReopen())
            .getter("onRetarget", policy -> policy.inForce().onRetarget())
            .getter("onMerge", policy -> policy.inForce().onMerge())
            .getter("targets", policy -> policy.inForce().targets())
            .getter("inForceSince", policy -> policy.inForce().from()));
    all.add(
        Fields.of("SlaTarget", Promise.class)
            .getter("kind", Promise::kind)
            .getter("spans", SlaFields::spans)
            .getter("pausesIn", Promise::pausesIn)
            .booleanGetter("startsWithRequest", Promise::startsWithRequest)
            .intGetter("atRiskShare", Promise::atRiskShare)
            .getter("steps", Promise::steps));
    all.add(
        Fields.of("SlaSpan", Span.class)
            .getter("priority", Span::priority)
            .getter("allowed", Span::allowed));
    all.add(
        Fields.of("SlaStep", Rung.class)
            .getter("atShare", rung -> share(rung.step()))
            .getter("before", rung -> span(rung.step(), Step.Basis.BEFORE))
            .getter("after", rung -> span(rung.step(), Step.Basis.AFTER))
            .getter("actions", Rung::actions));
    all.add(
        Fields.of("SlaAction", Action.class)
            .getter("deed", Action::deed)
            .getter("text", Action::text)
            .getter("assigneeId", Action::assigneeId)
            .getter("teamId", Action::teamId)
            .getter("priority", Action::priority));
    all.add(
        Fields.of("SlaRecount", Recount.class)
            .getter("changedAt", Recount::changedAt)
            .intGetter("done", Recount::done)
            .intGetter("total", Recount::total)
            .getter("finishedAt", Recount::finishedAt));
    all.addAll(Page.fields("SlaPolicy"));
  }

  RootFields roots() {
    RootFields roots =
        new RootFields()
            .query(
                "slaPolicies",
                (arguments, context) ->
                    context.get(Snapshot.class).records(POLICIES).sorted("place").page(arguments))
            .guarded(SlaPlugin.READ)
            .query(
                "slaPolicy",
                (arguments, context) ->
                    context.get(Snapshot.class).records(POLICIES).get(arguments.id("id")))
            .guarded(SlaPlugin.READ)
            .query("slaRecount", (arguments, context) -> Recount.of(context.get(Snapshot.class)))
            .guarded(SlaPlugin.READ);
    new Questions().add(roots);
    return roots;
  }

  private static List<Span> spans(Promise promise) {
    List<Span> spans = new ArrayList<>();
    for (TicketPriority priority : TicketPriority.values()) {
      Long span = promise.spans().get(priority.name());
      if (span != null) {
        spans.add(new Span(priority, Duration.ofMillis(span)));
      }
    }
    return spans;
  }

  private static @Nullable Integer share(Step step) {
    return step.basis() == Step.Basis.AT_SHARE ? (Integer) (int) step.value() : null;
  }

  private static @Nullable Duration span(Step step, Step.Basis basis) {
    return step.basis() == basis ? Duration.ofMillis(step.value()) : null;
  }
}
