package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Promise.PROMISES;

import dev.trestle.sdk.command.Additions;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The promises of one ticket, as they become in a commit. */
final class TicketPromises {
  private static final int READ_MAX = 1_000;

  private final Additions additions;
  private final Map<UUID, Promise> promises = new LinkedHashMap<>();

  TicketPromises(Additions additions, UUID ticketId) {
    this.additions = additions;
    List<Promise> stored =
        additions.snapshot().records(PROMISES).group("ticket", ticketId).first(READ_MAX);
    for (Promise promise : stored) {
      promises.put(promise.id(), promise);
    }
  }

  boolean none() {
    return promises.isEmpty();
  }

  @Nullable Promise get(UUID id) {
    return promises.get(id);
  }

  Collection<Promise> all() {
    return promises.values();
  }

  /** Puts a promise as it is from now on. */
  void put(Promise promise) {
    promises.put(promise.id(), promise);
    additions.put(PROMISES, promise);
  }

  /** Gives a promise away, to the ticket that it names now. */
  void leave(Promise moved) {
    promises.remove(moved.id());
    additions.put(PROMISES, moved);
  }

  int owed() {
    int owed = 0;
    for (Promise promise : promises.values()) {
      owed += promise.owed() ? 1 : 0;
    }
    return owed;
  }

  /** The earliest time that is still owed; null when none is. */
  @Nullable Instant owedAt() {
    Instant first = null;
    for (Promise promise : promises.values()) {
      Instant at = promise.owedAt();
      first = at != null && (first == null || at.isBefore(first)) ? at : first;
    }
    return first;
  }

  /** Whether the customer held one for a time behind this one, and had heard of it before. */
  boolean heldAt(Instant at) {
    for (Promise promise : promises.values()) {
      if (promise.heldAt(at)) {
        return true;
      }
    }
    return false;
  }
}
