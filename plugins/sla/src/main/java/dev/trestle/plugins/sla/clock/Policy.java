package dev.trestle.plugins.sla.clock;

import java.util.List;
import java.util.UUID;

/**
 * A policy through time.
 *
 * @param editions at least one, oldest first
 */
public record Policy(UUID id, Agreement agreement, List<Edition> editions) {
  public Policy {
    editions = List.copyOf(editions);
  }

  /** The edition that holds at a time for a ticket that was created then. */
  public Edition inForce(long atMillis, long createdAtMillis) {
    Edition held = editions.getFirst();
    for (Edition edition : editions) {
      boolean passedOver =
          edition.onEdit() == OnEdit.APPLY_TO_NEW && createdAtMillis < edition.fromMillis();
      if (edition.fromMillis() <= atMillis && !passedOver) {
        held = edition;
      }
    }
    return held;
  }
}
