package dev.trestle.plugins.sla.clock;

import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A cycle in the making: the one of its track that has not ended. */
final class Running {
  private static final long NOT_SUSPENDED = Long.MIN_VALUE;

  private final int number;
  private final boolean atCreation;
  private final List<Segment> done = new ArrayList<>();
  private final List<Long> absorbed = new ArrayList<>();
  private long begin;
  private long from;
  private Why why = Why.NO_TARGET;
  private StatusCategory category = StatusCategory.NEW;
  private WorkingTime calendar = WorkingTime.ALWAYS;
  private long suspendedAt = NOT_SUSPENDED;
  // The merge came first: then what the cycle shows is not a result.
  private boolean takenAway;
  private @Nullable UUID policyId;
  private @Nullable Edition edition;
  private @Nullable TicketPriority priority;
  private @Nullable Target target;
  private long span;
  // What a cycle shows when it has lost its target: the one it had last.
  private @Nullable Target shownTarget;
  private @Nullable UUID shownPolicyId;
  private long shownSpan;

  Running(int number, Situation now, Kind kind, boolean atCreation) {
    this.number = number;
    this.atCreation = atCreation;
    this.begin = now.now();
    this.from = begin;
    take(now, now.target(kind));
    why = Situation.why(target, now.state().category());
    category = now.state().category();
    calendar = now.calendar();
  }

  private void take(Situation now, @Nullable Target next) {
    policyId = now.policyId();
    edition = now.edition();
    priority = now.priority();
    target = next;
    span = now.span(next);
    if (next != null) {
      shownTarget = next;
      shownPolicyId = policyId;
      shownSpan = span;
    }
  }

  long begin() {
    return begin;
  }

  boolean suspended() {
    return suspendedAt != NOT_SUSPENDED;
  }

  void suspend(Situation now) {
    if (suspended()) {
      takenAway &= now.merged();
    } else {
      close(now.now());
      suspendedAt = now.now();
      takenAway = now.merged();
    }
  }

  void resume(Situation now) {
    done.addAll(now.recounted(suspendedAt, target));
    suspendedAt = NOT_SUSPENDED;
    from = now.now();
  }

  /** How the policy that applies now wants a changed target to be taken; null: nothing changed. */
  @Nullable OnRetarget changeOf(Situation now, @Nullable Target next) {
    Edition held = now.edition();
    if (held == null || next == null) {
      return null;
    }
    if (!Objects.equals(policyId, now.policyId()) || priority != now.priority()) {
      return held.onRetarget();
    }
    if (edition == held || !touches(now, next, held)) {
      return null;
    }
    return switch (held.onEdit()) {
      case CONTINUE, APPLY_TO_NEW -> OnRetarget.CONTINUE;
      case RESTART -> OnRetarget.RESTART;
      case RECOMPUTE -> OnRetarget.RECOMPUTE;
    };
  }

  private boolean touches(Situation now, Target next, Edition held) {
    return target == null
        || span != now.span(next)
        || !target.countsAs(next)
        || edition == null
        || !Objects.equals(edition.calendarId(), held.calendarId());
  }

  /** Goes on under what applies now. */
  void follow(Situation now, @Nullable Target next, boolean recompute) {
    take(now, next);
    Why nextWhy = Situation.why(next, now.state().category());
    if (recompute) {
      done.clear();
      done.addAll(now.recounted(begin, next));
      from = now.now();
    } else if (why != nextWhy || category != now.state().category() || calendar != now.calendar()) {
      close(now.now());
      from = now.now();
    }
    why = nextWhy;
    category = now.state().category();
    calendar = now.calendar();
  }

  private void close(long time) {
    if (from < time) {
      done.add(Segment.of(from, time, why, category, calendar));
    }
  }

  /** Begins at the creation of an absorbed ticket, if that is earlier. */
  void absorb(Situation now, long otherCreatedAt) {
    if (!atCreation || otherCreatedAt >= now.createdAt()) {
      return;
    }
    absorbed.add(otherCreatedAt);
    if (otherCreatedAt < begin) {
      StatusCategory early = StatusCategory.NEW;
      done.addFirst(
          Segment.of(
              otherCreatedAt, begin, Situation.why(target, early), early, now.firstCalendar()));
      begin = otherCreatedAt;
    }
  }

  /** Takes that back: while the ticket is held nothing is cut, but it counts no more later. */
  void release(Situation now, long otherCreatedAt) {
    if (!absorbed.remove((Long) otherCreatedAt) || now.held()) {
      return;
    }
    long earliest = now.createdAt();
    for (long other : absorbed) {
      earliest = Math.min(earliest, other);
    }
    if (earliest > begin) {
      begin = earliest;
      while (!done.isEmpty() && done.getFirst().until() <= begin) {
        done.removeFirst();
      }
      if (!done.isEmpty() && done.getFirst().from() < begin) {
        done.addFirst(done.removeFirst().since(begin));
      }
    }
  }

  /** The cycle as it ends now; null when it never had a target. */
  @Nullable Cycle ended(Situation now, boolean givenUp) {
    long end = now.now();
    if (suspended()) {
      end = suspendedAt;
    } else {
      close(end);
    }
    boolean cancelled = givenUp || target == null || (suspended() && takenAway);
    return cycle(end, cancelled ? Cycle.End.CANCELLED : Cycle.End.CLOSED, false);
  }

  /** The cycle as it stands now; null when it never had a target. */
  @Nullable Cycle standing(Situation now) {
    if (suspended()) {
      boolean cancelled = target == null || takenAway;
      return cycle(suspendedAt, cancelled ? Cycle.End.CANCELLED : Cycle.End.SUSPENDED, false);
    }
    // Also when it is empty: what is due is reckoned from it.
    done.add(Segment.of(from, now.now(), why, category, calendar));
    return cycle(
        now.now(), target == null ? Cycle.End.CANCELLED : Cycle.End.NONE, why == Why.COUNTS);
  }

  private @Nullable Cycle cycle(long until, Cycle.End end, boolean counting) {
    if (shownTarget == null || shownPolicyId == null) {
      return null;
    }
    return new Cycle(
        number, shownPolicyId, shownTarget, shownSpan, begin, until, end, counting, done);
  }
}
