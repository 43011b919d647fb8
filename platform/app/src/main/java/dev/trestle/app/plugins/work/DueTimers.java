package dev.trestle.app.plugins.work;

import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.Waking;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All timers of a plugin in one state by the time they are due, whether set or kept in records. */
final class DueTimers {
  /**
   * One of them.
   *
   * @param waking how a record stands for it; null when it was set
   */
  record Next(Timer timer, @Nullable Waking waking) {}

  /** Those of one kind, and the first of them that has not had its turn. */
  private static final class Line {
    final Walk walk;
    final @Nullable Waking waking;
    int rank;
    @Nullable Timer head;

    Line(Walk walk, @Nullable Waking waking) {
      this.walk = walk;
      this.waking = waking;
      this.head = walk.at(0);
    }

    void move() {
      head = walk.at(++rank);
    }
  }

  /** The one with so many before it; null behind the last. */
  @FunctionalInterface
  private interface Walk {
    @Nullable Timer at(int rank);
  }

  private final List<Line> lines = new ArrayList<>();

  DueTimers(State state, ActivePlugin plugin) {
    Table<Timer> timers = state.table(Tables.TIMERS);
    SortedSlots set = timers.sorted("ofOwner:dueAt", plugin.id());
    if (set != null) {
      lines.add(new Line(rank -> rank < set.size() ? timers.require(set.at(rank)) : null, null));
    }
    for (Waking waking : plugin.stores().wakings()) {
      lines.add(new Line(waking.queue(state)::at, waking));
    }
  }

  /** The next one; null when there is none. */
  @Nullable Next next() {
    Line first = null;
    Timer soonest = null;
    for (Line line : lines) {
      Timer head = line.head;
      if (head != null && (soonest == null || head.dueAtMillis() < soonest.dueAtMillis())) {
        first = line;
        soonest = head;
      }
    }
    if (first == null || soonest == null) {
      return null;
    }
    first.move();
    return new Next(soonest, first.waking);
  }
}
