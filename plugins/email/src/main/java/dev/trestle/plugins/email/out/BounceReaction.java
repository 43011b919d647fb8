package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailSending.SENDINGS;

import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.plugins.email.out.MailSending.State;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.event.Reaction;
import java.util.Objects;
import java.util.Set;

/** Shows on a letter that it came back for good. */
final class BounceReaction implements Reaction {
  @Override
  public String name() {
    return "markBounced";
  }

  @Override
  public Set<String> events() {
    return Set.of(MailRecords.BOUNCED);
  }

  @Override
  public void react(Occasion occasion) {
    Draft draft = occasion.draft();
    // A message that left is kept under the id of its letter.
    MailSending sending = draft.snapshot().records(SENDINGS).get(occasion.event().recordId());
    if (sending == null || sending.state() == State.BOUNCED) {
      return;
    }
    String reason = Objects.requireNonNullElse(occasion.event().reason(), "It came back.");
    draft.put(SENDINGS, sending.in(State.BOUNCED, reason));
    new Departures(draft).deliver(sending, DeliveryState.FAILED, reason);
  }
}
