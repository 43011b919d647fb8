package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailSending.SENDINGS;

import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.intake.Reports;
import dev.trestle.plugins.email.out.MailSending.LeftOut;
import dev.trestle.plugins.email.out.MailSending.State;
import dev.trestle.plugins.email.transport.Sending;
import dev.trestle.plugins.email.transport.Sent;
import dev.trestle.plugins.email.transport.Submission;
import dev.trestle.plugins.email.write.Letter;
import dev.trestle.plugins.email.write.LetterWriter;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.files.FileRefused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hands letters to the servers of their mailboxes. An attempt writes the letter anew, the same
 * bytes each time; so a letter that was handed over just before the desk was killed is handed over
 * again as the same message.
 */
final class MailChannel implements OutboxChannel {
  static final String NAME = "mail";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TRY_FOR = Duration.ofHours(72);
  // Longer than letters are tried for, so that it is this channel that gives up, and says so.
  private static final Backoff BACKOFF = new Backoff(Backoff.USUAL.waits(), TRY_FOR.plusHours(24));

  private final Submission submission;

  MailChannel(Submission submission) {
    this.submission = submission;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Backoff backoff() {
    return BACKOFF;
  }

  @Override
  public Delivery deliver(Outgoing outgoing) throws InterruptedException {
    Snapshot snapshot = outgoing.snapshot();
    MailSending sending = snapshot.records(SENDINGS).get(Departure.sending(outgoing.payload()));
    if (sending == null || sending.state() != State.WAITING && sending.state() != State.FAILED) {
      return Delivery.dropped("It has left, or was taken back.");
    }
    Mailbox mailbox = snapshot.records(MailRecords.MAILBOXES).get(sending.mailboxId());
    if (mailbox == null || mailbox.send() == null || !mailbox.enabled()) {
      return refused(sending.id(), "The mailbox does not send any more.");
    }
    Duration wait = pause(snapshot, mailbox, mailbox.send().perMinute(), outgoing.now());
    if (wait != null) {
      return Delivery.retry(
              "The mailbox sends " + mailbox.send().perMinute() + " messages a minute.")
          .notBefore(wait);
    }
    return judged(outgoing, sending, attempt(outgoing, sending, mailbox));
  }

  /**
   * What came of an attempt.
   *
   * @param refused whom the server does not take it for, while it takes it for others
   */
  private record Attempt(Sent sent, List<Sent.Refused> refused) {
    List<LeftOut> leftOut() {
      return refused.stream().map(one -> new LeftOut(one.recipient(), one.reason())).toList();
    }
  }

  private Attempt attempt(Outgoing outgoing, MailSending sending, Mailbox mailbox)
      throws InterruptedException {
    Letter letter;
    try {
      letter = Departure.read(outgoing.payload()).letter(sending, outgoing.surroundings().files());
    } catch (FileRefused missing) {
      return alone(
          missing.reason() == FileRefused.Reason.NOT_FOUND
              ? new Sent.Refused("A file of it is no longer there.", "", "")
              : new Sent.Retry("A file of it cannot be read now.", null));
    } catch (IllegalArgumentException unwritable) {
      return alone(new Sent.Refused("It cannot be written: " + unwritable.getMessage(), "", ""));
    } catch (IOException unreadable) {
      return alone(new Sent.Retry("A file of it cannot be read: " + unreadable.getMessage(), null));
    }
    Sending over = new Sending(mailbox, outgoing.surroundings());
    List<String> recipients = new ArrayList<>(sending.reached());
    List<Sent.Refused> refused = new ArrayList<>();
    while (true) {
      Sent sent =
          submission.send(
              over, mailbox.address(), recipients, out -> LetterWriter.write(letter, out));
      // Nobody has it yet: a server that refuses one recipient was given nothing for the others.
      boolean goesOn =
          sent instanceof Sent.Refused one
              && recipients.size() > 1
              && recipients.remove(one.recipient())
              && refused.add(one);
      if (!goesOn) {
        return new Attempt(sent, List.copyOf(refused));
      }
    }
  }

  private static Attempt alone(Sent sent) {
    return new Attempt(sent, List.of());
  }

  private static Delivery judged(Outgoing outgoing, MailSending sending, Attempt attempt) {
    UUID id = sending.id();
    return switch (attempt.sent()) {
      case Sent.Accepted _ ->
          Delivery.delivered().noting(draft -> sent(draft, id, attempt, outgoing.now()));
      case Sent.Refused refused -> refused(id, refused.reason());
      case Sent.Retry retry -> {
        if (!outgoing.now().isBefore(outgoing.createdAt().plus(TRY_FOR))) {
          yield refused(id, "Tried for three days: " + retry.reason());
        }
        yield Delivery.retry(retry.reason())
            .notBefore(retry.after())
            .noting(draft ->
                mark(
                    draft,
                    put(
                        draft,
                        id,
                        one -> one.without(attempt.leftOut()).tried(State.WAITING, retry.reason())),
                    attempt));
      }
    };
  }

  private static void sent(Draft draft, UUID id, Attempt attempt, Instant at) {
    MailSending sending = put(draft, id, one -> one.without(attempt.leftOut()).sent(at));
    if (sending != null) {
      Departures departures = new Departures(draft);
      departures.deliver(sending, DeliveryState.SENT, null);
      mark(draft, sending, attempt);
      departures.tell("MailSent", sending, null);
    }
  }

  /** A letter that nobody gets waits among those that failed; of these, only the marks tell. */
  private static void mark(Draft draft, @Nullable MailSending sending, Attempt attempt) {
    if (sending != null) {
      for (Sent.Refused one : attempt.refused()) {
        Reports.refused(draft, one.recipient(), one.status(), one.reason(), sending.ticketId());
      }
    }
  }

  private static Delivery refused(UUID id, String reason) {
    return Delivery.refused(reason)
        .noting(draft -> {
          MailSending sending = put(draft, id, one -> one.tried(State.FAILED, reason));
          if (sending != null) {
            Departures departures = new Departures(draft);
            departures.deliver(sending, DeliveryState.FAILED, reason);
            departures.tell("MailFailed", sending, reason);
          }
        });
  }

  private static @Nullable MailSending put(
      Draft draft, UUID id, UnaryOperator<MailSending> change) {
    MailSending sending = draft.snapshot().records(SENDINGS).get(id);
    if (sending == null) {
      return null;
    }
    MailSending next = change.apply(sending);
    draft.put(SENDINGS, next);
    return next;
  }

  /** How long the mailbox has to rest; null when it may send. */
  private static @Nullable Duration pause(
      Snapshot snapshot, Mailbox mailbox, int perMinute, Instant now) {
    List<MailSending> latest =
        snapshot.records(SENDINGS).sortedWithin("sent", mailbox.id()).last(perMinute);
    if (latest.size() < perMinute) {
      return null;
    }
    Instant free = Objects.requireNonNull(latest.getLast().sentAt()).plus(MINUTE);
    return free.isAfter(now) ? Duration.between(now, free) : null;
  }
}
