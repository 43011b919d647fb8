package com.example.parcels;

import static com.example.parcels.Parcel.PARCELS;

import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.event.TimerHandler;
import java.util.UUID;

// docs: timer
/** Writes a note when a parcel is late. */
final class LateTimer implements TimerHandler {
  static final String NAME = "late";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void fired(Alarm alarm) {
    Parcel parcel = alarm.draft().snapshot().records(PARCELS).get(UUID.fromString(alarm.key()));
    if (parcel != null && parcel.awaited()) {
      String text = alarm.surroundings().texts().text(null, "late", parcel.code(), alarm.dueAt());
      alarm.draft().perform(Wish.note(parcel.ticketId(), text));
    }
  }
}
// docs: end
