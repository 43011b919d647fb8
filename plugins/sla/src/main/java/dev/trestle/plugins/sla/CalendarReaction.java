package dev.trestle.plugins.sla;

import dev.trestle.plugins.calendars.api.CalendarEvents;
import dev.trestle.sdk.event.Reaction;
import java.util.Set;

/** Lets the records of tickets follow the calendars. */
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
    if (!PolicyBook.of(occasion.draft().snapshot()).isEmpty()) {
      RecountTimer.begin(occasion.draft(), occasion.event().at());
    }
  }
}
