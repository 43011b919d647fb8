package dev.trestle.plugins.sla.clock;

import static dev.trestle.plugins.sla.clock.WorkingTime.NEVER;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One run of a clock, as it stands at the time it was asked for. Times are milliseconds since 1970
 * in UTC, {@link WorkingTime#NEVER} where there is none.
 */
public final class Cycle {
  /** What has become of a cycle. */
  enum End {
    NONE,
    SUSPENDED,
    CLOSED,
    CANCELLED
  }

  private final int number;
  private final UUID policyId;
  private final Target target;
  private final long span;
  private final long begin;
  private final long until;
  private final End end;
  private final boolean counting;
  private final List<Segment> segments;
  private final long used;

  Cycle(
      int number,
      UUID policyId,
      Target target,
      long span,
      long begin,
      long until,
      End end,
      boolean counting,
      List<Segment> segments) {
    this.number = number;
    this.policyId = policyId;
    this.target = target;
    this.span = span;
    this.begin = begin;
    this.until = until;
    this.end = end;
    this.counting = counting;
    this.segments = segments;
    long sum = 0;
    for (Segment segment : segments) {
      sum += segment.usedMillis();
    }
    this.used = sum;
  }

  /** Its place among the cycles of its kind and agreement, from 1, those not shown included. */
  public int number() {
    return number;
  }

  /** The policy whose target it has, or had last. */
  public UUID policyId() {
    return policyId;
  }

  /** What it has to meet, or had last. */
  public Target target() {
    return target;
  }

  /** The working time that the target allows, in milliseconds. */
  public long span() {
    return span;
  }

  public long begin() {
    return begin;
  }

  /** When it ended, or was suspended by the ticket's end; the present while it is open. */
  public long until() {
    return until;
  }

  /** Whether it goes on, as far as can be known now. */
  public boolean open() {
    return end == End.NONE;
  }

  /** Whether it ended only because the ticket did, and goes on when that is taken back. */
  public boolean suspended() {
    return end == End.SUSPENDED;
  }

  public long used() {
    return used;
  }

  /** Negative when the target was missed. */
  public long remaining() {
    return span - used;
  }

  public ClockState state() {
    return switch (end) {
      case CANCELLED -> ClockState.CANCELLED;
      case SUSPENDED, CLOSED -> used <= span ? ClockState.MET : ClockState.MISSED;
      case NONE -> {
        if (used > span || used == span && counting && exceededAt() <= until) {
          yield ClockState.BREACHED;
        }
        yield counting ? ClockState.RUNNING : ClockState.PAUSED;
      }
    };
  }

  /**
   * The first instant at which so much is used, in the past or, while time counts, to come.
   *
   * @return {@link WorkingTime#NEVER} when it was not reached and is not foreseen
   */
  public long instantOf(long usedMillis) {
    if (usedMillis <= 0) {
      return begin;
    }
    long sum = 0;
    for (Segment segment : segments) {
      if (segment.why() == Why.COUNTS && sum + segment.usedMillis() >= usedMillis) {
        return segment.calendar().add(segment.from(), usedMillis - sum);
      }
      sum += segment.usedMillis();
    }
    if (!counting) {
      return NEVER;
    }
    Segment last = segments.getLast();
    return last.calendar().add(last.from(), usedMillis - (sum - last.usedMillis()));
  }

  /** When the target is, or was, used up. */
  public long due() {
    return instantOf(span);
  }

  /**
   * When the target would be used up if time counted from now on: of a clock that is paused, the
   * earliest time possible; never when it is over.
   */
  public long projected() {
    if (end != End.NONE) {
      return NEVER;
    }
    long due = due();
    return due != NEVER || counting || segments.isEmpty()
        ? due
        : segments.getLast().calendar().add(until, span - used);
  }

  /**
   * When the target would be used up if a cycle that is paused had gone on instead; never when it
   * is over. Stays the same for as long as the cycle is paused.
   */
  public long usedUpAt() {
    if (end != End.NONE) {
      return NEVER;
    }
    long due = due();
    if (due != NEVER || counting || segments.isEmpty()) {
      return due;
    }
    long since = begin;
    for (Segment segment : segments) {
      since = segment.why() == Why.COUNTS ? segment.until() : since;
    }
    return segments.getLast().calendar().add(since, span - used);
  }

  /** When it became late, if it is or was. */
  public long breachedAt() {
    ClockState state = state();
    return state == ClockState.BREACHED || state == ClockState.MISSED ? exceededAt() : NEVER;
  }

  /**
   * When the target was, or will be, exceeded: as time goes on behind {@link #due}, which is at
   * once unless the calendar closes or the cycle pauses just then.
   */
  public long exceededAt() {
    long past = instantOf(span + 1);
    return past == NEVER ? NEVER : past - 1;
  }

  public long atRiskAt() {
    return instantOf(target.atRisk().usedAt(span));
  }

  public boolean atRisk() {
    ClockState state = state();
    return (state == ClockState.RUNNING || state == ClockState.PAUSED)
        && used >= target.atRisk().usedAt(span);
  }

  public long instantOf(Step step) {
    return instantOf(step.usedAt(span));
  }

  /**
   * Its whole time, from its begin to its end or the present, in intervals without gap that count
   * or do not; the counted ones sum up to {@link #used}.
   */
  public List<Interval> because() {
    List<Interval> intervals = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.why() == Why.COUNTS) {
        for (WorkingTime.Stretch stretch :
            segment.calendar().stretches(segment.from(), segment.until())) {
          add(
              intervals,
              new Interval(
                  stretch.from(),
                  stretch.until(),
                  stretch.open(),
                  Why.COUNTS,
                  segment.category(),
                  stretch.reason(),
                  stretch.name()));
        }
      } else if (segment.from() < segment.until()) {
        add(
            intervals,
            new Interval(
                segment.from(),
                segment.until(),
                false,
                segment.why(),
                segment.category(),
                null,
                null));
      }
    }
    return intervals;
  }

  private static void add(List<Interval> intervals, Interval next) {
    Interval last = intervals.isEmpty() ? null : intervals.getLast();
    if (last != null && last.equals(next.between(last.from(), last.until()))) {
      intervals.set(intervals.size() - 1, next.between(last.from(), next.until()));
    } else {
      intervals.add(next);
    }
  }
}
