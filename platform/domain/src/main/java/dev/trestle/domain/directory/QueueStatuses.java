package dev.trestle.domain.directory;

import dev.trestle.domain.command.DirectoryCommands.StatusSpec;
import dev.trestle.domain.command.DirectoryCommands.TransitionSpec;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.StatusTransition;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TextRules;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statuses of a queue and the steps between them. */
final class QueueStatuses {
  private static final int STATUSES_MAX = 50;
  private static final int TRANSITIONS_MAX = 1_000;

  /** What a queue has when nobody says otherwise. */
  static final List<QueueStatus> USUAL =
      List.of(
          new QueueStatus("new", "New", StatusCategory.NEW),
          new QueueStatus("open", "Open", StatusCategory.OPEN),
          new QueueStatus(
              "waiting_on_requester", "Waiting on requester", StatusCategory.WAITING_ON_REQUESTER),
          new QueueStatus(
              "waiting_on_third_party",
              "Waiting on third party",
              StatusCategory.WAITING_ON_THIRD_PARTY),
          new QueueStatus("scheduled", "Scheduled", StatusCategory.SCHEDULED),
          new QueueStatus("resolved", "Resolved", StatusCategory.RESOLVED),
          new QueueStatus("closed", "Closed", StatusCategory.CLOSED));

  private QueueStatuses() {}

  static List<QueueStatus> of(Draft draft, @Nullable List<StatusSpec> wished) {
    if (wished == null) {
      return USUAL;
    }
    if (wished.size() > STATUSES_MAX) {
      draft.invalid(
          "TOO_MANY", "A queue has at most " + STATUSES_MAX + " statuses.", "input", "statuses");
      return List.of();
    }
    List<QueueStatus> statuses = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (int i = 0; i < wished.size(); i++) {
      StatusSpec spec = wished.get(i);
      String at = String.valueOf(i);
      InputRules.key(draft, spec.key(), "input", "statuses", at, "key");
      if (!keys.add(spec.key())) {
        draft.invalid(
            "STATUS_REPEATED",
            "The status \"" + spec.key() + "\" stands here twice.",
            "input",
            "statuses",
            at,
            "key");
      }
      String name =
          TextRules.required(
              draft, spec.name(), TextRules.NAME_MAX, "input", "statuses", at, "name");
      statuses.add(new QueueStatus(spec.key(), name, spec.category()));
    }
    refuseWithoutEnds(draft, statuses);
    return statuses;
  }

  private static void refuseWithoutEnds(Draft draft, List<QueueStatus> statuses) {
    if (statuses.stream().noneMatch(status -> status.category().open())) {
      draft.invalid(
          "STATUS_MISSING",
          "Give at least one status in which a ticket is open, such as one of category NEW.",
          "input",
          "statuses");
    }
    if (statuses.stream().allMatch(status -> status.category().open())) {
      draft.invalid(
          "STATUS_MISSING",
          "Give at least one status of category RESOLVED or CLOSED.",
          "input",
          "statuses");
    }
  }

  static List<StatusTransition> steps(Draft draft, @Nullable List<TransitionSpec> wished) {
    if (wished == null) {
      return List.of();
    }
    if (wished.size() > TRANSITIONS_MAX) {
      draft.invalid(
          "TOO_MANY",
          "A queue has at most " + TRANSITIONS_MAX + " allowed steps.",
          "input",
          "transitions");
      return List.of();
    }
    return wished.stream()
        .map(step -> new StatusTransition(step.from(), step.to()))
        .distinct()
        .toList();
  }

  /** Refuses steps from or to a status that the queue does not have. */
  static void refuseLooseSteps(
      Draft draft, List<QueueStatus> statuses, List<StatusTransition> steps) {
    Set<String> keys = new LinkedHashSet<>();
    statuses.forEach(status -> keys.add(status.key()));
    for (int i = 0; i < steps.size(); i++) {
      refuseLoose(draft, keys, steps.get(i).from(), i, "from");
      refuseLoose(draft, keys, steps.get(i).to(), i, "to");
    }
  }

  private static void refuseLoose(Draft draft, Set<String> keys, String key, int at, String end) {
    if (!keys.contains(key)) {
      String shown = key.length() > TextRules.KEY_MAX ? key.substring(0, TextRules.KEY_MAX) : key;
      draft.invalid(
          "STATUS_UNKNOWN",
          "\"" + shown + "\" is none of the queue's statuses: " + String.join(", ", keys) + ".",
          "input",
          "transitions",
          String.valueOf(at),
          end);
    }
  }

  /** Refuses to take away, or to give another meaning to, a status that tickets are in. */
  static void refuseRemovingUsed(Draft draft, Queue queue, List<QueueStatus> statuses) {
    for (QueueStatus before : queue.statuses()) {
      boolean kept =
          statuses.stream()
              .anyMatch(status ->
                  status.key().equals(before.key()) && status.category() == before.category());
      if (kept) {
        continue;
      }
      if (!used(draft.state(), queue.id(), before.key())) {
        draft.relyOnFact(
            "statusUnused:" + before.key(), now -> !used(now, queue.id(), before.key()));
      } else {
        draft.problem(
            ProblemType.PRECONDITION,
            "STATUS_IN_USE",
            "Tickets of the queue "
                + queue.name()
                + " are in the status "
                + before.name()
                + ". Move them to another status first; it can neither go nor change its category.",
            "input",
            "statuses");
      }
    }
  }

  private static boolean used(State state, UUID queueId, String key) {
    var tickets = state.table(Tables.TICKETS);
    SlotSet here = tickets.group("queue", queueId);
    SlotSet there = tickets.group("status", key);
    SlotSet fewer = here.cardinality() < there.cardinality() ? here : there;
    SlotSet more = fewer == here ? there : here;
    for (int slot = fewer.nextSlot(0); slot >= 0; slot = fewer.nextSlot(slot + 1)) {
      if (more.contains(slot)) {
        return true;
      }
    }
    return false;
  }
}
