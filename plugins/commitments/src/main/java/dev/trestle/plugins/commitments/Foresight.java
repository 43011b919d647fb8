package dev.trestle.plugins.commitments;

import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.commitments.Policy.Kind;
import dev.trestle.plugins.commitments.Standing.Idle;
import dev.trestle.plugins.commitments.Standing.Outlook;
import dev.trestle.plugins.commitments.Standing.Risk;
import dev.trestle.plugins.commitments.Standing.RiskReason;
import dev.trestle.plugins.commitments.Standing.Silence;
import dev.trestle.plugins.commitments.Standing.SilenceReason;
import dev.trestle.plugins.commitments.Standing.Words;
import dev.trestle.plugins.sla.api.PromisedClock;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What will be due on a ticket, if nothing else happens to it. */
final class Foresight {
  private static final String RESOLUTION = "RESOLUTION";

  private final Additions additions;
  private final Rules rules;
  private final Ticket ticket;
  private final @Nullable Policy policy;
  private final Instant now;
  private @Nullable BusinessCalendar hours;

  /** When the next word is owed, and since when it is counted. */
  record Update(Words words, @Nullable Instant dueAt) {}

  Foresight(Additions additions, Rules rules, Ticket ticket, @Nullable Policy policy, Instant now) {
    this.additions = additions;
    this.rules = rules;
    this.ticket = ticket;
    this.policy = policy;
    this.now = now;
  }

  /** Whether somebody has planned what comes next. */
  boolean planned() {
    if (ticket.statusCategory() == StatusCategory.SCHEDULED
        || ticket.statusCategory() == StatusCategory.WAITING_ON_REQUESTER
        || !Delegations.waiting(additions.snapshot(), ticket.id()).isEmpty()) {
      return true;
    }
    for (CommitmentTask task : Tasks.open(additions.snapshot(), ticket.id())) {
      if (task.origin() == CommitmentTask.Origin.PERSON) {
        return true;
      }
    }
    return false;
  }

  Update update(Words words) {
    Duration span = span(Kind.UPDATE);
    if (policy == null || span == null) {
      return new Update(new Words(words.lastOut(), words.lastIn(), null, false), null);
    }
    Instant from = words.from() == null ? now : words.from();
    Instant due = usedUp(policy, from, span);
    // Nobody is late by a rule that did not hold until now.
    return new Update(
        new Words(words.lastOut(), words.lastIn(), from, false),
        due != null && due.isBefore(now) ? now : due);
  }

  List<Silence> silences(Idle idle, Words words, List<Silence> before) {
    List<Silence> silences = new ArrayList<>();
    silence(silences, before, SilenceReason.NO_OWNER, Kind.NO_OWNER, idle.unownedSince());
    silence(
        silences, before, SilenceReason.NO_NEXT_ACTION, Kind.NO_NEXT_ACTION, idle.unplannedSince());
    Instant heard =
        words.lastOut() == null ? Instant.ofEpochMilli(ticket.createdAtMillis()) : words.lastOut();
    boolean paused = policy != null && policy.pausesIn().contains(ticket.statusCategory());
    silence(silences, before, SilenceReason.NO_WORD, Kind.NO_WORD, paused ? null : heard);
    return silences;
  }

  private void silence(
      List<Silence> silences,
      List<Silence> before,
      SilenceReason reason,
      Kind kind,
      @Nullable Instant from) {
    Duration span = policy == null ? null : policy.span(kind, ticket.priority());
    if (policy == null || span == null || from == null) {
      return;
    }
    for (Silence known : before) {
      if (known.reason() == reason && known.from().equals(from) && known.told()) {
        silences.add(known);
        return;
      }
    }
    Instant due = usedUp(policy, from, span);
    if (due != null) {
      silences.add(new Silence(reason, from, due, false));
    }
  }

  List<Risk> risks(Collection<Promise> promises, Outlook outlook, List<Risk> before) {
    List<Risk> risks = new ArrayList<>();
    Instant planned = ticket.dueAtMillis() == 0 ? null : Instant.ofEpochMilli(ticket.dueAtMillis());
    for (Promise promise : promises) {
      if (promise.open() && promise.warnedAt() != null) {
        risks.add(
            of(
                RiskReason.PROMISE_NEAR,
                promise.id(),
                null,
                promise.dueAt(),
                promise.warnedAt(),
                before));
      }
      boolean later = outlook.endsAt() != null && outlook.endsAt().isAfter(promise.dueAt());
      boolean plannedLater = planned != null && planned.isAfter(promise.dueAt());
      if (promise.open() && (later || outlook.endsAt() == null && plannedLater)) {
        risks.add(of(RiskReason.ENDS_LATER, promise.id(), null, promise.dueAt(), now, before));
      }
    }
    // What is created now has not used anything of a clock yet.
    boolean begun = ticket.createdAtMillis() < now.toEpochMilli();
    if (outlook.endsAt() == null && !(begun && rules.clockAtRisk(ticket))) {
      return risks;
    }
    for (PromisedClock clock : rules.customerClocks(ticket, now)) {
      if (clock.atRisk()) {
        Instant since = clock.atRiskAt() == null ? now : clock.atRiskAt();
        risks.add(of(RiskReason.CLOCK, null, clock.kind(), null, since, before));
      }
      boolean open = clock.endedAt() == null && clock.breachedAt() == null;
      boolean later =
          open
              && clock.kind().equals(RESOLUTION)
              && clock.dueAt() != null
              && outlook.endsAt() != null
              && outlook.endsAt().isAfter(clock.dueAt());
      if (later) {
        risks.add(of(RiskReason.ENDS_LATER, null, clock.kind(), null, now, before));
      }
    }
    return risks;
  }

  /** The risk as it is known since it began, or as it begins now. */
  private static Risk of(
      RiskReason reason,
      @Nullable UUID promiseId,
      @Nullable String target,
      @Nullable Instant dueAt,
      Instant since,
      List<Risk> before) {
    Risk risk = new Risk(reason, promiseId, target, dueAt, since);
    for (Risk known : before) {
      if (known.sameAs(risk)) {
        return known;
      }
    }
    return risk;
  }

  /** When a span is used up; null when the ticket's calendar has no further hours. */
  private @Nullable Instant usedUp(Policy applying, Instant from, Duration span) {
    if (hours == null) {
      hours = rules.hours(applying, ticket);
    }
    return hours.add(from, span).orElse(null);
  }

  private @Nullable Duration span(Kind kind) {
    return policy == null || policy.pausesIn().contains(ticket.statusCategory())
        ? null
        : policy.span(kind, ticket.priority());
  }
}
