package dev.trestle.plugins.tests.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** One cycle of a clock. It follows words and states, with or without a target. */
final class SlowCycle {
  final Agreement agreement;
  final Kind kind;
  final boolean fromTheCreation;
  Marks marks = new Marks();
  long begin;

  /** When it ended, or began to be held; null while it goes on. */
  @Nullable Long end;

  /** Whether it is over for good. */
  boolean over;

  /** Whether it is held because the ticket was merged before it ended. */
  boolean heldByMerge;

  /** The policy and the edition that hold, null when none applies. */
  @Nullable SlowPolicy policy;

  SlowPolicy.@Nullable Edition edition;
  int priority;

  /** The last promise there was. */
  private @Nullable SlowTarget shown;

  private long shownTicks;
  private String shownPolicy = "";

  private boolean givenUp;

  /** The creations that merges have put before this cycle's own begin. */
  private final SortedMap<String, Long> older = new TreeMap<>();

  SlowCycle(Agreement agreement, Kind kind, long begin, boolean fromTheCreation) {
    this.agreement = agreement;
    this.kind = kind;
    this.begin = begin;
    this.fromTheCreation = fromTheCreation;
  }

  /** What is promised now, or null. */
  @Nullable SlowTarget target() {
    return edition == null ? null : edition.target(kind, priority);
  }

  void runUnder(
      @Nullable SlowPolicy other, SlowPolicy.@Nullable Edition itsEdition, int itsPriority) {
    policy = other;
    edition = itsEdition;
    priority = itsPriority;
    SlowTarget target = target();
    if (target != null && other != null) {
      shown = target;
      shownTicks = target.ticksByPriority().getOrDefault(priority, 0L);
      shownPolicy = other.id();
    }
  }

  boolean isLive() {
    return !over && end == null;
  }

  void hold(long at, boolean byMerge) {
    end = at;
    heldByMerge = byMerge;
  }

  /** Goes on after a hold, whose reasons are marked now. */
  void goOn(long at, LongFunction<Why> whyHeld) {
    for (long tick = end == null ? at : end; tick < at; tick++) {
      marks.add(whyHeld.apply(tick), Category.NEW);
    }
    end = null;
    heldByMerge = false;
  }

  /** Ends; a cycle that is held ends as and where it was held. */
  void finish(long at) {
    over = true;
    end = end == null ? Long.valueOf(at) : end;
  }

  void giveUp(long at) {
    finish(at);
    givenUp = true;
  }

  /** What a merge brings. */
  void putBefore(long earlierBegin, Marks earlier) {
    earlier.addAll(marks);
    marks = earlier;
    begin = earlierBegin;
  }

  /** A merge is entered; answers whether the begin moves. */
  boolean reachesBackTo(String other, long createdAt) {
    older.put(other, createdAt);
    return createdAt < begin;
  }

  /** A merge is taken back, which cuts only what still runs. */
  void reachesBackNoLongerTo(String other, long creation) {
    if (older.remove(other) != null && isLive()) {
      long left = older.values().stream().mapToLong(at -> at).min().orElse(creation);
      long gone = Math.min(left, creation) - begin;
      marks.dropFirst(gone);
      begin += gone;
    }
  }

  /** Whether anything was ever promised; nobody sees the others. */
  boolean isShown() {
    return shown != null;
  }

  /**
   * What this cycle shows.
   *
   * @param now while it goes on, the ticket's category
   * @param open whether the calendar is open then
   * @param ahead finds the instant at which so many more milliseconds will have been counted
   */
  Reading read(Category now, boolean open, int tickMillis, Ahead ahead) {
    SlowTarget promise = shown;
    if (promise == null) {
      throw new IllegalStateException("Nobody was promised anything.");
    }
    long used = marks.counted();
    boolean counting = promise.counts(kind, now);
    Reading.State state = state(used, counting, open);
    boolean goesOn =
        counting && (state == Reading.State.RUNNING || state == Reading.State.BREACHED);
    long millis = shownTicks * tickMillis;
    List<@Nullable Long> steps = new ArrayList<>();
    for (SlowStep step : promise.steps()) {
      steps.add(instant(step.value(millis), used, goesOn, tickMillis, ahead));
    }
    Long due = instant(millis, used, goesOn, tickMillis, ahead);
    boolean risk =
        (state == Reading.State.RUNNING || state == Reading.State.PAUSED)
            && used * tickMillis >= millis * promise.atRiskShare() / 100;
    return new Reading(
        agreement,
        kind,
        shownPolicy,
        begin,
        // What has no target has stopped, whether for good or not.
        state == Reading.State.CANCELLED && end == null ? (Long) marks.end(begin) : end,
        state,
        shownTicks,
        used,
        due == null ? null : due / tickMillis,
        risk,
        steps,
        marks.runs(begin));
  }

  private @Nullable Long instant(
      long value, long used, boolean goesOn, int tickMillis, Ahead ahead) {
    Long past = marks.reached(value, tickMillis);
    if (past != null) {
      return begin * tickMillis + past;
    }
    return goesOn ? ahead.millisAfter(value - used * tickMillis) : null;
  }

  private Reading.State state(long used, boolean counting, boolean open) {
    if (givenUp || target() == null || (end != null && heldByMerge)) {
      return Reading.State.CANCELLED;
    }
    if (end != null) {
      return used <= shownTicks ? Reading.State.MET : Reading.State.MISSED;
    }
    if (used > shownTicks || (used == shownTicks && counting && open)) {
      return Reading.State.BREACHED;
    }
    return counting ? Reading.State.RUNNING : Reading.State.PAUSED;
  }

  /** Walks on into the future as if nothing changed. */
  interface Ahead {
    @Nullable Long millisAfter(long countedMillis);
  }
}
