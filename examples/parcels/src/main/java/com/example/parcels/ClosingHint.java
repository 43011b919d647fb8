package com.example.parcels;

import static com.example.parcels.Awaited.AWAITED;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.GuardContext;

// docs: guard
/** Warns when a ticket ends that still waits for a parcel. */
final class ClosingHint implements CommandGuard {
  @Override
  public String name() {
    return "closingHint";
  }

  @Override
  public void check(GuardContext context) {
    for (GuardContext.TicketChange change : context.tickets()) {
      if (change.ends()) {
        context.relyOn(AWAITED, change.after().id());
        Awaited awaited = context.after().records(AWAITED).get(change.after().id());
        if (awaited != null && awaited.waiting()) {
          context.warn(
              "PARCEL_AWAITED",
              "Ticket " + change.after().number() + " ends while a parcel is on its way.");
        }
      }
    }
  }
}
// docs: end
