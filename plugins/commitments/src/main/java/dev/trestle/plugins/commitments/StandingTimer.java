package dev.trestle.plugins.commitments;

import dev.trestle.sdk.event.TimerHandler;

/** Lets happen what falls due on a ticket; set for the next such instant only. */
final class StandingTimer implements TimerHandler {
  static final String NAME = "standing";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void fired(Alarm alarm) {
    Keepers.catchUp(alarm.draft(), Keepers.rules(alarm.draft()), alarm.ticketId(), true);
  }
}
