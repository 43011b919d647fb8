package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Promise.PROMISES;

import dev.trestle.plugins.commitments.api.Commitments;
import dev.trestle.plugins.commitments.api.Promised;
import dev.trestle.sdk.desk.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What other plugins may know. */
final class Known implements Commitments {
  @Override
  public List<Promised> toCustomer(Snapshot snapshot, UUID ticketId) {
    List<Promised> promised = new ArrayList<>();
    for (Promise promise : snapshot.records(PROMISES).group("ticket", ticketId)) {
      if (promise.owed() && promise.shownToContact()) {
        promised.add(
            new Promised(promise.id(), promise.contactId(), promise.what(), promise.dueAt()));
      }
    }
    return promised;
  }

  @Override
  public @Nullable Instant nextUpdateDueAt(Snapshot snapshot, UUID ticketId) {
    Standing standing = Keeper.of(snapshot, ticketId);
    return standing == null ? null : standing.updateDueAt();
  }
}
