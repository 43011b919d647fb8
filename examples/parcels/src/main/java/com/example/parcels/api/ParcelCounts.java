package com.example.parcels.api;

import dev.trestle.sdk.desk.Snapshot;
import java.util.UUID;

// docs: service
/** Counts parcels for other plugins. */
public interface ParcelCounts {
  /** How many parcels a ticket still waits for. */
  int awaited(Snapshot snapshot, UUID ticketId);
}
// docs: end
