package dev.trestle.app.plugins.work;

import dev.trestle.domain.plugin.work.ReactionWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Timers of one plugin that set each other for at once. A few may follow each other like that as
 * fast as they can, such as those that work through a heap of things in parts. In a longer row each
 * waits a moment, and the longer, the more events the one before it caused: so a timer that sets
 * itself again for ever cannot flood the desk, and a long piece of work still comes to its end.
 *
 * <p>All times are of {@link System#nanoTime}. A start of the desk begins all rows anew.
 */
final class TimerRows {
  /** As deep as reactions to reactions. */
  static final int FREE = ReactionWork.DEPTH_MAX;

  static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  static final long PAUSE_PER_EVENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** So many are kept in mind before those that were cancelled are looked for. */
  private static final int MANY = 1_000;

  private final Map<UUID, Integer> rows = new HashMap<>();
  private long notBefore;

  TimerRows(long now) {
    this.notBefore = now;
  }

  /** How long a timer that is due must still wait; 0 when it may fire. */
  long waits(UUID timer, long now) {
    return rows.getOrDefault(timer, 0) > FREE ? Math.max(0, notBefore - now) : 0;
  }

  /**
   * Hears that a timer has fired.
   *
   * @param followers those that it set for at once
   * @param events how many events and messages it caused
   * @param there whether a timer is still set
   */
  void fired(UUID timer, List<UUID> followers, int events, long now, Predicate<UUID> there) {
    Integer before = rows.remove(timer);
    int row = before == null ? 0 : before;
    followers.forEach(follower -> rows.put(follower, row + 1));
    if (row > FREE) {
      notBefore = now + Math.max(PAUSE_NANOS, events * PAUSE_PER_EVENT_NANOS);
    }
    if (rows.size() > MANY) {
      rows.keySet().removeIf(there.negate());
    }
  }
}
