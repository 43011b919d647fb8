package @package@;

import static @package@.@Name@Plugin.HOLDS;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.GuardContext;
import dev.trestle.sdk.command.GuardContext.TicketChange;

/** Refuses whatever would resolve or close a ticket that still waits, whoever sends it. */
final class HoldGuard implements CommandGuard {
  @Override
  public String name() {
    return "hold";
  }

  @Override
  public void check(GuardContext context) {
    for (TicketChange change : context.tickets()) {
      if (change.ends()) {
        check(context, change);
      }
    }
  }

  private static void check(GuardContext context, TicketChange change) {
    // Whoever sets a hold at this moment makes the desk decide the command again.
    context.relyOn(HOLDS, change.after().id());
    Hold hold = context.after().records(HOLDS).get(change.after().id());
    if (hold != null) {
      context.refuse(
          "@CODE@_HELD",
          "Ticket "
              + change.after().number()
              + " waits for: "
              + hold.reason()
              + ". Set no reason with @name@HoldSet first.",
          "input",
          "ticketId");
    }
  }
}
