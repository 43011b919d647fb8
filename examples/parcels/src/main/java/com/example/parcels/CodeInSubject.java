package com.example.parcels;

import static com.example.parcels.Parcel.PARCELS;

import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.CompanionContext;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.GuardContext.TicketChange;
import dev.trestle.sdk.desk.Ticket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

// docs: companion
/** A ticket that comes with a parcel's code in its subject waits for it from the first moment. */
final class CodeInSubject implements Companion {
  private static final Pattern CODE = Pattern.compile("#([A-Z]{2}-[0-9]{1,6})\\b");

  @Override
  public String name() {
    return "codeInSubject";
  }

  @Override
  public void accompany(CompanionContext context) {
    for (TicketChange change : context.tickets()) {
      Matcher code = CODE.matcher(change.after().subject());
      if (change.before() == null
          && code.find()
          && context.before().records(PARCELS).unique("code", code.group(1)) == null) {
        await(change.after(), code.group(1), context.additions());
      }
    }
  }

  private static void await(Ticket ticket, String code, Additions additions) {
    Parcel parcel = new Parcel(additions.newId(), 0, ticket.id(), code, null, null);
    additions.put(PARCELS, parcel);
    Awaited.sumUp(additions, parcel);
    additions.event(Happening.internal("ParcelAdded", PARCELS, parcel.id(), ticket.id()));
  }
}
// docs: end
