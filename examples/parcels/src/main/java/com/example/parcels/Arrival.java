package com.example.parcels;

import static com.example.parcels.Parcel.PARCELS;

import dev.trestle.sdk.command.Draft;
import java.util.UUID;

/** What changes when a parcel is here. */
final class Arrival {
  private Arrival() {}

  static void of(UUID parcelId, Draft draft) {
    Parcel latest = draft.snapshot().records(PARCELS).get(parcelId);
    if (latest != null && latest.awaited()) {
      Parcel arrived = latest.arrived(draft.now());
      draft.put(PARCELS, arrived);
      Awaited.sumUp(draft, arrived);
      draft.cancelTimer(LateTimer.NAME, parcelId.toString());
    }
  }
}
