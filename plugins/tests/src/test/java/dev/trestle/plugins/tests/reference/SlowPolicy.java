package dev.trestle.plugins.tests.reference;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy with all its editions in the order of their times. */
record SlowPolicy(String id, Agreement agreement, List<Edition> editions) {

  /**
   * What a policy said from an instant on.
   *
   * @param mode what became of running cycles when it came, of no meaning for the first
   * @param own the policy's own calendar, null when the ticket's counts
   */
  record Edition(
      int number,
      long from,
      Mode mode,
      boolean restartsOnReopen,
      Mode onRetarget,
      boolean mergesToEarliest,
      @Nullable SlowCalendar own,
      Map<Kind, SlowTarget> targets) {

    /** The target of this kind when it allows a time for this priority. */
    @Nullable SlowTarget target(Kind kind, int priority) {
      SlowTarget target = targets.get(kind);
      return target != null && target.ticksByPriority().containsKey(priority) ? target : null;
    }

    /** Whether a running cycle of this kind notices the step from the other edition to this one. */
    boolean differsFrom(Edition other, Kind kind, int priority) {
      SlowTarget mine = target(kind, priority);
      SlowTarget others = other.target(kind, priority);
      if (mine == null || others == null) {
        return mine != others;
      }
      return !mine.ticksByPriority().get(priority).equals(others.ticksByPriority().get(priority))
          || !mine.categoriesCounted(kind).equals(others.categoriesCounted(kind))
          || own != other.own;
    }
  }

  /** The edition that holds at an instant for a ticket that was created then. */
  Edition holdingAt(long at, long ticketCreatedAt) {
    Edition holding = editions.getFirst();
    for (Edition edition : editions) {
      boolean passedOver = edition.mode == Mode.APPLY_TO_NEW && ticketCreatedAt < edition.from;
      if (edition.from <= at && !passedOver) {
        holding = edition;
      }
    }
    return holding;
  }
}
