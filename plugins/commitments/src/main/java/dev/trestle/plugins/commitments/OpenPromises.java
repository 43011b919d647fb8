package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Promise.PROMISES;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.GuardContext;

/** Warns when a ticket ends on which something is promised that its end does not keep. */
final class OpenPromises implements CommandGuard {
  @Override
  public String name() {
    return "openPromises";
  }

  @Override
  public void check(GuardContext context) {
    for (GuardContext.TicketChange change : context.tickets()) {
      if (change.ends() && change.after().mergedIntoId() == null) {
        for (Promise promise :
            context.before().records(PROMISES).group("ticket", change.after().id())) {
          if (promise.owed() && !(promise.open() && promise.keptByResolution())) {
            context.warn(
                "PROMISE_STILL_OWED",
                "Ticket "
                    + change.after().number()
                    + " ends while it is promised: "
                    + promise.what()
                    + ". Keep the promise or withdraw it.");
          }
        }
      }
    }
  }
}
