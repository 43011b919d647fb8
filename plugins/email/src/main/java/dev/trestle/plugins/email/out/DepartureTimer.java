package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailSending.SENDINGS;

import dev.trestle.sdk.event.TimerHandler;
import java.util.UUID;

/** Lets a letter leave when nobody has taken it back in time, or when its time has come. */
final class DepartureTimer implements TimerHandler {
  static final String NAME = "mailLeaves";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void fired(Alarm alarm) {
    MailSending sending =
        alarm.draft().snapshot().records(SENDINGS).get(UUID.fromString(alarm.key()));
    if (sending != null && sending.state().isPending()) {
      Departures departures = new Departures(alarm.draft());
      String why = departures.leave(sending);
      if (why != null) {
        departures.withhold(sending, why);
      }
    }
  }
}
