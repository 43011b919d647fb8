package dev.trestle.plugins.sla.clock;

import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a ticket stands for one agreement while its course is followed. */
final class Situation {
  /** A status category, and whether the ticket was held, from a time on. */
  record Phase(long from, StatusCategory category, @Nullable Why held) {}

  private final Agreement agreement;
  private final Function<UUID, @Nullable Policy> policies;
  private final Function<UUID, WorkingTime> calendars;
  private final long createdAt;
  private final WorkingTime firstCalendar;
  private final List<Phase> phases = new ArrayList<>();
  private Course.State state;
  private Course.@Nullable State before;
  private @Nullable Policy policy;
  private @Nullable Edition edition;
  private WorkingTime calendar;
  private long now;
  private boolean merged;
  private boolean byState;
  private boolean spoken;

  Situation(
      Agreement agreement,
      Course.State first,
      Function<UUID, @Nullable Policy> policies,
      Function<UUID, WorkingTime> calendars) {
    this.agreement = agreement;
    this.policies = policies;
    this.calendars = calendars;
    this.createdAt = first.atMillis();
    this.now = createdAt;
    this.state = first;
    this.calendar = WorkingTime.ALWAYS;
    enter(first);
    this.firstCalendar = calendar;
  }

  /** A state entry begins to hold. */
  void enter(Course.State next) {
    before = state == next ? null : state;
    state = next;
    now = next.atMillis();
    byState = true;
    policy = null;
    for (UUID id : next.policyIds()) {
      Policy named = policies.apply(id);
      if (named != null && named.agreement() == agreement) {
        policy = named;
      }
    }
    refresh();
    note();
  }

  /** An edition of a policy begins to hold. */
  void edited(long time) {
    now = time;
    refresh();
  }

  void mark(Course.Mark mark) {
    now = mark.atMillis();
    byState = false;
    switch (mark.merging()) {
      case MERGED -> merged = true;
      case TAKEN_BACK -> merged = false;
      case ABSORBED, RELEASED -> {}
    }
    note();
  }

  void at(long time) {
    now = time;
  }

  void outbound() {
    spoken = true;
  }

  private void refresh() {
    edition = policy == null ? null : policy.inForce(now, createdAt);
    UUID id =
        edition != null && edition.calendarId() != null ? edition.calendarId() : state.calendarId();
    calendar = id == null ? WorkingTime.ALWAYS : calendars.apply(id);
  }

  private void note() {
    phases.add(new Phase(now, state.category(), heldBy()));
  }

  private @Nullable Why heldBy() {
    if (merged) {
      return Why.MERGED;
    }
    return state.category().open() ? null : Why.ENDED;
  }

  long now() {
    return now;
  }

  long createdAt() {
    return createdAt;
  }

  boolean held() {
    return merged || !state.category().open();
  }

  boolean merged() {
    return merged;
  }

  /** Whether a state entry was the last thing that happened, and not a mark or a word. */
  boolean byState() {
    return byState;
  }

  /** Whether staff have said anything in public. */
  boolean spoken() {
    return spoken;
  }

  Course.State state() {
    return state;
  }

  /** The state before the last state entry; null while the first one holds. */
  Course.@Nullable State before() {
    return before;
  }

  @Nullable UUID policyId() {
    return policy == null ? null : policy.id();
  }

  @Nullable Edition edition() {
    return edition;
  }

  TicketPriority priority() {
    return state.priority();
  }

  WorkingTime calendar() {
    return calendar;
  }

  WorkingTime firstCalendar() {
    return firstCalendar;
  }

  /** The target of a kind, if it has a span for the ticket's priority. */
  @Nullable Target target(Kind kind) {
    Target target = edition == null ? null : edition.target(kind);
    return target == null || target.span(priority()) == null ? null : target;
  }

  long span(@Nullable Target target) {
    return target == null ? 0 : Objects.requireNonNull(target.span(priority()));
  }

  /** What a category means for a target. */
  static Why why(@Nullable Target target, StatusCategory category) {
    if (target == null) {
      return Why.NO_TARGET;
    }
    return target.counts(category) ? Why.COUNTS : Why.PAUSED;
  }

  /** How [from, now) would have counted under one target and one calendar. */
  List<Segment> recounted(long from, @Nullable Target target) {
    List<Segment> segments = new ArrayList<>();
    if (from < createdAt) {
      add(segments, from, createdAt, why(target, StatusCategory.NEW), StatusCategory.NEW);
    }
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      long until = i + 1 < phases.size() ? phases.get(i + 1).from() : now;
      Why why = phase.held() == null ? why(target, phase.category()) : phase.held();
      add(segments, Math.max(from, phase.from()), until, why, phase.category());
    }
    return segments;
  }

  private void add(
      List<Segment> segments, long from, long until, Why why, StatusCategory category) {
    if (from < until) {
      segments.add(Segment.of(from, until, why, category, calendar));
    }
  }
}
