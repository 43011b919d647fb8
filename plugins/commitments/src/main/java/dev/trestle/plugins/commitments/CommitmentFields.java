package dev.trestle.plugins.commitments;

import dev.trestle.plugins.commitments.Promise.Step;
import dev.trestle.plugins.commitments.Standing.Risk;
import dev.trestle.plugins.commitments.Standing.Silence;
import dev.trestle.plugins.commitments.Views.PromiseView;
import dev.trestle.plugins.commitments.Views.TicketCommitments;
import dev.trestle.plugins.commitments.Wall.SilenceChange;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How what belongs to tickets is read. */
final class CommitmentFields {
  private CommitmentFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("Ticket", Ticket.class)
            .computed(
                "commitments",
                (ticket, arguments, context) ->
                    Views.of(
                        snapshot(context),
                        context.get(Viewer.class),
                        ticket,
                        context.may(CommitmentsPlugin.READ))));
    all.add(ticketCommitments());
    all.add(promise());
    all.add(
        Fields.of("PromiseStep", Step.class)
            .getter("deed", Step::deed)
            .getter("at", Step::at)
            .getter("byName", Step::byName)
            .getter("oldDueAt", Step::oldDueAt)
            .getter("dueAt", Step::dueAt)
            .getter("reason", Step::reason));
    all.add(
        Fields.of("CommitmentRisk", Risk.class)
            .getter("reason", Risk::reason)
            .computed("promise", (risk, arguments, context) -> view(context, risk.promiseId()))
            .getter("target", Risk::target)
            .getter("since", Risk::since));
    all.add(
        Fields.of("TicketSilence", Silence.class)
            .getter("reason", Silence::reason)
            .getter("from", Silence::from)
            .getter("since", Silence::dueAt));
    all.add(task());
    all.add(delegation());
    all.add(
        Fields.of("SilentTicket", Standing.class)
            .computed(
                "ticket", (standing, arguments, context) -> snapshot(context).ticket(standing.id()))
            .getter("since", Standing::silentSince)
            .getter("silences", Standing::begun));
    all.add(
        Fields.of("SilenceChange", SilenceChange.class)
            .computed(
                "ticket",
                (change, arguments, context) -> snapshot(context).ticket(change.ticketId()))
            .booleanGetter("silent", SilenceChange::silent));
    for (String listed : List.of("Promise", "SilentTicket", "CommitmentTask")) {
      all.addAll(Page.fields(listed));
    }
    all.addAll(NoticeFields.all());
    all.addAll(ReportFields.all());
    return all;
  }

  private static Fields<TicketCommitments> ticketCommitments() {
    return Fields.of("TicketCommitments", TicketCommitments.class)
        .computed(
            "promises", (view, arguments, context) -> view.promises(context.get(Viewer.class)))
        .getter("nextUpdateDueAt", TicketCommitments::nextUpdateDueAt)
        .getter("updateMissed", view -> view.staff() ? view.updateMissed() : null)
        .getter("chaseCount", view -> view.staff() ? view.chases() : null)
        .getter("atRisk", view -> view.staff() ? view.atRisk() : null)
        .getter("risks", view -> view.staff() ? view.risks() : List.of())
        .getter("silences", view -> view.staff() ? view.silences() : List.of())
        .getter("tasks", view -> view.staff() ? view.tasks() : List.of())
        .getter("delegations", view -> view.staff() ? view.delegations() : List.of())
        .getter(
            "projectedEndAt",
            view ->
                view.staff() && view.standing() != null ? view.standing().outlook().endsAt() : null)
        .getter(
            "projectedBecause",
            view ->
                view.staff() && view.standing() != null
                    ? view.standing().outlook().because()
                    : null)
        .computed(
            "policy",
            (view, arguments, context) ->
                view.staff() && view.standing() != null
                    ? snapshot(context).records(Policy.POLICIES).get(view.standing().policyId())
                    : null);
  }

  private static Fields<PromiseView> promise() {
    return Fields.of("Promise", PromiseView.class)
        .getter("id", view -> view.promise().id())
        .intGetter("version", view -> view.promise().version())
        .computed(
            "ticket",
            (view, arguments, context) -> snapshot(context).ticket(view.promise().ticketId()))
        .getter("what", view -> view.promise().what())
        .getter("dueAt", view -> view.promise().dueAt())
        .getter("state", view -> view.promise().state())
        .computed(
            "contact",
            (view, arguments, context) -> snapshot(context).contact(view.promise().contactId()))
        .computed(
            "agent",
            (view, arguments, context) ->
                view.staff() ? snapshot(context).agent(view.promise().agentId()) : null)
        .computed(
            "team",
            (view, arguments, context) ->
                view.staff() ? snapshot(context).team(view.promise().teamId()) : null)
        .getter("channel", view -> view.promise().channel())
        .booleanGetter("shownToContact", view -> view.promise().shownToContact())
        .booleanGetter("keptByResolution", view -> view.promise().keptByResolution())
        .getter("madeAt", view -> view.promise().madeAt())
        .getter("settledAt", view -> view.promise().settledAt())
        .getter("toldAt", view -> view.staff() ? view.promise().toldAt() : null)
        .getter("noticeWaivedBecause", view -> view.staff() ? view.promise().waiver() : null)
        .getter("history", view -> view.staff() ? view.promise().history() : List.of());
  }

  private static Fields<CommitmentTask> task() {
    return Fields.of("CommitmentTask", CommitmentTask.class)
        .getter("id", CommitmentTask::id)
        .intGetter("version", CommitmentTask::version)
        .computed("ticket", (task, arguments, context) -> snapshot(context).ticket(task.ticketId()))
        .getter("text", CommitmentTask::text)
        .getter("dueAt", CommitmentTask::dueAt)
        .computed("agent", (task, arguments, context) -> snapshot(context).agent(task.agentId()))
        .computed("team", (task, arguments, context) -> snapshot(context).team(task.teamId()))
        .getter("origin", CommitmentTask::origin)
        .computed("promise", (task, arguments, context) -> view(context, task.promiseId()))
        .getter("state", CommitmentTask::state)
        .getter("addedAt", CommitmentTask::addedAt)
        .getter("addedByName", CommitmentTask::addedByName)
        .getter("endedAt", CommitmentTask::endedAt)
        .getter("reason", CommitmentTask::reason);
  }

  private static Fields<Delegation> delegation() {
    return Fields.of("Delegation", Delegation.class)
        .getter("id", Delegation::id)
        .intGetter("version", Delegation::version)
        .computed(
            "ticket", (given, arguments, context) -> snapshot(context).ticket(given.ticketId()))
        .computed(
            "task",
            (given, arguments, context) ->
                snapshot(context).records(CommitmentTask.TASKS).get(given.taskId()))
        .computed(
            "fromAgent",
            (given, arguments, context) -> snapshot(context).agent(given.fromAgentId()))
        .computed(
            "toAgent", (given, arguments, context) -> snapshot(context).agent(given.toAgentId()))
        .computed("toTeam", (given, arguments, context) -> snapshot(context).team(given.toTeamId()))
        .getter("text", Delegation::text)
        .getter("until", Delegation::until)
        .getter("state", Delegation::state)
        .getter("startedAt", Delegation::startedAt)
        .getter("endedAt", Delegation::endedAt);
  }

  static @Nullable PromiseView view(RequestContext context, @Nullable UUID promiseId) {
    Promise promise = snapshot(context).records(Promise.PROMISES).get(promiseId);
    if (promise == null
        || snapshot(context).ticket(promise.ticketId(), context.get(Viewer.class)) == null) {
      return null;
    }
    return new PromiseView(promise, context.may(CommitmentsPlugin.READ));
  }

  static Snapshot snapshot(RequestContext context) {
    return context.get(Snapshot.class);
  }

  static @Nullable String json(@Nullable Map<String, Object> filter) {
    return filter == null ? null : Json.of(filter);
  }
}
