package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailSending.SENDINGS;

import dev.trestle.plugins.email.intake.Intake;
import dev.trestle.plugins.email.out.MailSending.State;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with letters: write one for later, take it back, move it, send it again. */
final class SendingDeciders {
  private static final int TEXT_MAX = 100_000;
  private static final Duration AHEAD_MAX = Duration.ofDays(366);

  record Write(UUID ticketId, String text, @Nullable List<UUID> attachmentIds, Instant sendAt) {}

  record Undo(UUID sendingId, @Nullable Integer expectedVersion) {}

  record Schedule(UUID sendingId, Instant sendAt, @Nullable Integer expectedVersion) {}

  record Retry(UUID sendingId, @Nullable Integer expectedVersion) {}

  private SendingDeciders() {}

  /** A public comment like any other, whose letter leaves later. */
  static void write(Write wish, Draft draft) {
    Ticket ticket = draft.snapshot().ticket(wish.ticketId(), draft.viewer());
    if (ticket == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such ticket.", "input", "ticketId");
    }
    if (wish.text().isBlank() || wish.text().length() > TEXT_MAX) {
      draft.refuse(
          ProblemType.INVALID,
          "MAIL_TEXT_INVALID",
          "Give a text of 1 to " + TEXT_MAX + " characters.",
          "input",
          "text");
    }
    if (!isAhead(draft, wish.sendAt()) || ticket == null || draft.refused()) {
      return;
    }
    Wish comment = Wish.comment(ticket.id(), wish.text());
    draft.perform(
        wish.attachmentIds() == null
            ? comment
            : comment.with("attachmentIds", wish.attachmentIds()));
    draft.put(
        MailIntent.INTENTS,
        new MailIntent(
            draft.newId(), 0, ticket.id(), draft.viewer().id(), draft.now(), wish.sendAt()));
    draft.result("ticket", ticket.id());
  }

  static void undo(Undo wish, Draft draft) {
    MailSending sending = mine(draft, wish.sendingId(), wish.expectedVersion());
    if (sending == null) {
      return;
    }
    draft.result("sending", sending.id());
    if (sending.state() == State.UNDONE) {
      return;
    }
    if (!sending.state().isPending()) {
      left(draft, sending);
      return;
    }
    Departures departures = new Departures(draft);
    draft.put(SENDINGS, sending.in(State.UNDONE, draft.viewer().name() + " took it back."));
    draft.cancelTimer(DepartureTimer.NAME, sending.id().toString());
    departures.deliver(sending, DeliveryState.NOT_NEEDED, null);
    departures.tell("MailUndone", sending, null);
  }

  static void schedule(Schedule wish, Draft draft) {
    MailSending sending = mine(draft, wish.sendingId(), wish.expectedVersion());
    if (!isAhead(draft, wish.sendAt()) || sending == null) {
      return;
    }
    if (!sending.state().isPending()) {
      left(draft, sending);
      return;
    }
    Departures departures = new Departures(draft);
    departures.hold(sending.due(State.SCHEDULED, wish.sendAt()), wish.sendAt());
    departures.tell("MailScheduled", sending, null);
    draft.result("sending", sending.id());
  }

  static void retry(Retry wish, Draft draft) {
    MailSending sending = visible(draft, wish.sendingId(), wish.expectedVersion());
    if (sending == null) {
      return;
    }
    if (!sending.state().isFailure()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "MAIL_NOT_FAILED",
          "Only what failed, came back or was withheld can be sent again.",
          "input",
          "sendingId");
      return;
    }
    String why = new Departures(draft).leave(sending);
    if (why != null) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "MAIL_CANNOT_LEAVE",
          why + " Mend that first.",
          "input",
          "sendingId");
      return;
    }
    draft.result("sending", sending.id());
  }

  private static void left(Draft draft, MailSending sending) {
    draft.refuse(
        ProblemType.PRECONDITION,
        "MAIL_HAS_LEFT",
        "It does not wait any more: it is " + sending.state() + ".",
        "input",
        "sendingId");
  }

  private static boolean isAhead(Draft draft, Instant at) {
    if (at.isAfter(draft.now()) && at.isBefore(draft.now().plus(AHEAD_MAX))) {
      return true;
    }
    draft.refuse(
        ProblemType.INVALID,
        "MAIL_TIME_INVALID",
        "Choose a time to come, within a year.",
        "input",
        "sendAt");
    return false;
  }

  /** A letter that the viewer wrote, or any for those who decide about mail. */
  private static @Nullable MailSending mine(Draft draft, UUID id, @Nullable Integer expected) {
    MailSending sending = visible(draft, id, expected);
    if (sending == null
        || Objects.equals(sending.authorId(), draft.viewer().id())
        || draft.require(Intake.SETTLE)) {
      return sending;
    }
    return null;
  }

  private static @Nullable MailSending visible(Draft draft, UUID id, @Nullable Integer expected) {
    MailSending sending = draft.snapshot().records(SENDINGS).get(id);
    if (sending == null || draft.snapshot().ticket(sending.ticketId(), draft.viewer()) == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such letter.", "input", "sendingId");
      return null;
    }
    draft.expect(sending, expected);
    return draft.refused() ? null : sending;
  }
}
