package dev.trestle.plugins.commitments;

import dev.trestle.plugins.commitments.Promise.Deed;
import dev.trestle.plugins.commitments.Promise.Earlier;
import dev.trestle.plugins.commitments.Promise.Step;
import dev.trestle.plugins.commitments.Standing.Risk;
import dev.trestle.plugins.commitments.Standing.RiskReason;
import dev.trestle.plugins.commitments.Standing.Silence;
import dev.trestle.plugins.commitments.Standing.Words;
import dev.trestle.sdk.desk.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets happen what falls due on a ticket by the passing of time, in order and at its true time. */
final class FallingDue {
  private final Rules rules;
  private final Ticket ticket;
  private final Present present;
  private final TicketPromises promises;
  private final Tellings tellings;

  FallingDue(
      Rules rules, Ticket ticket, Present present, TicketPromises promises, Tellings tellings) {
    this.rules = rules;
    this.ticket = ticket;
    this.present = present;
    this.promises = promises;
    this.tellings = tellings;
  }

  private record Due(Instant at, Runnable happen) {}

  /** Lets everything happen that fell due until a time. */
  void advance(Instant until) {
    Due next = next();
    while (next != null && !next.at().isAfter(until)) {
      next.happen().run();
      next = next();
    }
  }

  /** When something falls due next; null when nothing is foreseen. */
  @Nullable Instant nextAt() {
    Due next = next();
    return next == null ? null : next.at();
  }

  private @Nullable Due next() {
    Due first = null;
    Policy policy = tellings.policy();
    for (Promise promise : promises.all()) {
      for (Earlier earlier : promise.earlier()) {
        first = sooner(first, earlier.dueAt(), () -> passed(promise, earlier));
      }
      if (promise.open()) {
        if (promise.warnedAt() == null) {
          Instant at = rules.warnAt(policy, ticket, promise);
          first = sooner(first, at, () -> warned(promise, at));
        }
        first = sooner(first, promise.dueAt(), () -> broken(promise));
      }
    }
    Instant due = present.updateDueAt;
    if (due != null && !present.words.missed()) {
      first = sooner(first, due, () -> missed(due));
    }
    for (Silence silence : present.silences) {
      if (!silence.told()) {
        first = sooner(first, silence.dueAt(), () -> silent(silence));
      }
    }
    return first;
  }

  private static Due sooner(@Nullable Due first, Instant at, Runnable happen) {
    return first == null || at.isBefore(first.at()) ? new Due(at, happen) : first;
  }

  private void warned(Promise promise, Instant at) {
    Promise warned =
        promise.warned(at, new Step(Deed.WARNED, at, null, null, promise.dueAt(), null));
    promises.put(warned);
    began(new Risk(RiskReason.PROMISE_NEAR, promise.id(), null, promise.dueAt(), at), warned);
  }

  /** A risk is told when it begins, also when it is over by the time the desk gets to it. */
  void began(Risk risk, @Nullable Promise promise) {
    if (!present.isKnown(risk)) {
      List<Risk> more = new ArrayList<>(present.risks);
      more.add(risk);
      present.risks = more;
      tell(risk, promise);
    }
  }

  void tell(Risk risk, @Nullable Promise promise) {
    if (present.tells(risk)) {
      tellings.atRisk(risk, promise);
    }
  }

  private void passed(Promise promise, Earlier earlier) {
    Step step =
        new Step(Deed.BROKEN, earlier.dueAt(), null, earlier.dueAt(), promise.dueAt(), null);
    Promise left = promise.without(earlier, step);
    promises.put(left);
    tellings.breached(left, earlier.dueAt(), earlier.notice());
  }

  private void broken(Promise promise) {
    Notice notice = promise.waiver() == null ? Notice.NONE : Notice.WAIVED;
    Step step = new Step(Deed.BROKEN, promise.dueAt(), null, promise.dueAt(), null, null);
    Promise broken = promise.settled(Promise.State.BROKEN, promise.dueAt(), step);
    promises.put(broken);
    tellings.breached(broken, promise.dueAt(), notice);
    tellings.brokenNow(broken);
  }

  private void missed(Instant due) {
    Words words = present.words;
    present.words = new Words(words.lastOut(), words.lastIn(), words.from(), true);
    tellings.updateMissed(due);
  }

  private void silent(Silence silence) {
    present.silent(silence);
    tellings.fellSilent(silence);
  }
}
