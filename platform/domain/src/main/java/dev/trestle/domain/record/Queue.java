package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.desk.StatusCategory;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where tickets wait, under the queue's own status names.
 *
 * @param statuses in the order people read them; the first of each category is its default
 * @param transitions the allowed steps; empty means every step is allowed
 * @param watcherTeamIds the teams that answer for unassigned tickets here; with {@code
 *     watcherAgentIds} never both empty
 */
public record Queue(
    UUID id,
    int version,
    String name,
    List<QueueStatus> statuses,
    List<StatusTransition> transitions,
    List<UUID> watcherTeamIds,
    List<UUID> watcherAgentIds,
    @Nullable String externalKey,
    boolean archived,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored, dev.trestle.sdk.desk.Queue {

  public Optional<QueueStatus> status(String key) {
    return statuses.stream().filter(status -> status.key().equals(key)).findFirst();
  }

  public Optional<QueueStatus> firstOf(StatusCategory category) {
    return statuses.stream().filter(status -> status.category() == category).findFirst();
  }

  public boolean allows(String from, String to) {
    return transitions.isEmpty()
        || from.equals(to)
        || transitions.contains(new StatusTransition(from, to));
  }
}
