package dev.trestle.plugins.commitments;

import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.api.Calendars;
import dev.trestle.plugins.sla.api.PromisedClock;
import dev.trestle.plugins.sla.api.SlaClocks;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds for tickets in one snapshot: the policies, and the calendars they are counted in. */
final class Rules {
  static final String WARNING = "promiseWarning";

  /** The agreement with the customer; those inside the house are nobody's promise. */
  static final String CUSTOMER = "CUSTOMER";

  private final Snapshot snapshot;
  private final Surroundings surroundings;
  private final PolicyBook book;
  // Asked for once: each way to another plugin is made anew.
  private @Nullable Calendars calendars;
  private @Nullable SlaClocks clocks;

  Rules(Snapshot snapshot, Surroundings surroundings) {
    this.snapshot = snapshot;
    this.surroundings = surroundings;
    this.book = PolicyBook.of(snapshot);
  }

  boolean idle() {
    return book.isIdle();
  }

  @Nullable Policy policy(Ticket ticket) {
    return book.applying(snapshot, ticket);
  }

  /** The hours in which a policy counts on a ticket. */
  BusinessCalendar hours(Policy policy, Ticket ticket) {
    return policy.workingTime()
        ? calendars().ruling(snapshot, ticket).calendar()
        : calendars().always();
  }

  private Calendars calendars() {
    if (calendars == null) {
      calendars = surroundings.service(Calendars.class).orElseThrow();
    }
    return calendars;
  }

  private SlaClocks clocks() {
    if (clocks == null) {
      clocks = surroundings.service(SlaClocks.class).orElseThrow();
    }
    return clocks;
  }

  /** Whether any clock is at risk as lists have it, which costs little to ask. */
  boolean clockAtRisk(Ticket ticket) {
    return clocks().atRisk(snapshot, ticket);
  }

  /** The clocks of the agreement with the customer. */
  List<PromisedClock> customerClocks(Ticket ticket, Instant now) {
    return clocks().of(snapshot, ticket, calendars(), now).stream()
        .filter(clock -> clock.agreement().equals(CUSTOMER))
        .toList();
  }

  /** When the owner of a promise is warned that its time is near. */
  Instant warnAt(@Nullable Policy policy, Ticket ticket, Promise promise) {
    Duration span =
        policy == null ? null : policy.span(Policy.Kind.PROMISE_WARNING, ticket.priority());
    if (span == null) {
      span = surroundings.settings().duration(WARNING).orElse(Duration.ZERO);
    }
    // Who promises for soon knows that it is soon: half of the time is left at least.
    Duration half = Duration.between(promise.agreedAt(), promise.dueAt()).dividedBy(2);
    return promise.dueAt().minus(half.compareTo(span) < 0 ? half : span);
  }
}
