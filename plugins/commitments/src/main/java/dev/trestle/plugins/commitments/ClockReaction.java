package dev.trestle.plugins.commitments;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.EventFacts.FieldChange;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the clocks of the plugin {@code sla}, where it is there, by what it tells. */
final class ClockReaction implements Reaction {
  private static final String AT_RISK = "SlaAtRisk";
  private static final String BREACHED = "SlaBreached";

  /** The agreement with the customer; those inside the house are nobody's promise. */
  private static final String CUSTOMER = "CUSTOMER";

  @Override
  public String name() {
    return "clocks";
  }

  @Override
  public Set<String> events() {
    return Set.of(AT_RISK, BREACHED);
  }

  @Override
  public void react(Occasion occasion) {
    DeskEvent event = occasion.event();
    Draft draft = occasion.draft();
    Ticket ticket = draft.snapshot().ticket(event.ticketId());
    String target = value(event, "target");
    String at = value(event, "at");
    if (ticket == null || target == null || !CUSTOMER.equals(value(event, "agreement"))) {
      return;
    }
    Instant time = at == null ? event.at() : Instant.parse(at);
    Keeper keeper = Keepers.of(draft, ticket);
    if (event.type().equals(BREACHED)) {
      keeper.clockBreached(target, time);
    } else {
      keeper.clockAtRisk(target, time);
    }
    keeper.save();
  }

  private static @Nullable String value(DeskEvent event, String field) {
    for (FieldChange change : event.changes()) {
      if (change.field().equals(field)) {
        return change.after();
      }
    }
    return null;
  }
}
