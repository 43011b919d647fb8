package dev.trestle.plugins.commitments.api;

import dev.trestle.sdk.desk.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What customers were promised, as it is in a snapshot. Called by any thread; answers at once. */
public interface Commitments {
  /**
   * The promises on a ticket that are neither kept nor withdrawn and that its contacts may see, in
   * the order they were made; empty when there are none.
   */
  List<Promised> toCustomer(Snapshot snapshot, UUID ticketId);

  /**
   * When the customer is owed the next word, which is in the past when it was missed; null when no
   * policy asks for one.
   */
  @Nullable Instant nextUpdateDueAt(Snapshot snapshot, UUID ticketId);
}
