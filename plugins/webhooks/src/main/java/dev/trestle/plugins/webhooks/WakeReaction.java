package dev.trestle.plugins.webhooks;

import static dev.trestle.plugins.webhooks.WebhookRecords.POSITIONS;
import static dev.trestle.plugins.webhooks.WebhookRecords.WEBHOOKS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import java.util.Set;

/** Wakes the pumps of the webhooks that want what has just happened. */
final class WakeReaction implements Reaction {
  @Override
  public String name() {
    return "wake";
  }

  @Override
  public Set<String> events() {
    return Set.of();
  }

  @Override
  public void react(Occasion occasion) {
    Draft draft = occasion.draft();
    DeskEvent event = occasion.event();
    if (!Message.isPublic(event)) {
      return;
    }
    for (Webhook webhook : draft.snapshot().records(WEBHOOKS).all()) {
      if (webhook.active() && webhook.wants(event.type())) {
        WebhookPosition position = draft.snapshot().records(POSITIONS).get(webhook.id());
        // A pump that is awake reads the log faster than events come here one by one; one that is
        // held back goes on by itself.
        if (position == null
            || (!position.held() && position.isBehind(event.sequence(), event.ordinal()))) {
          Pump.wake(draft, webhook.id());
        }
      }
    }
  }
}
