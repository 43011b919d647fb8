package dev.trestle.plugins.sla.clock;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says between two edits.
 *
 * @param fromMillis when the edit was made; a policy's first edition holds for all time before, too
 * @param onEdit what this edit does to the tickets that the policy governs
 * @param calendarId the policy's own calendar; null for the ticket's
 * @param targets at most one of each kind
 */
public record Edition(
    long fromMillis,
    OnEdit onEdit,
    @Nullable UUID calendarId,
    OnReopen onReopen,
    OnRetarget onRetarget,
    OnMerge onMerge,
    List<Target> targets) {
  public Edition {
    targets = List.copyOf(targets);
  }

  @Nullable Target target(Kind kind) {
    for (Target target : targets) {
      if (target.kind() == kind) {
        return target;
      }
    }
    return null;
  }
}
