package dev.trestle.plugins.commitments;

import dev.trestle.plugins.calendars.api.CalendarEvents;
import dev.trestle.sdk.event.Reaction;
import java.util.Set;

/** Has the standings computed anew when working time has become another. */
final class CalendarReaction implements Reaction {
  @Override
  public String name() {
    return "calendars";
  }

  @Override
  public Set<String> events() {
    return Set.of(CalendarEvents.CHANGED, CalendarEvents.ASSIGNED);
  }

  @Override
  public void react(Occasion occasion) {
    if (!Keepers.rules(occasion.draft()).idle()) {
      SweepTimer.begin(occasion.draft());
    }
  }
}
