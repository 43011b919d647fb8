package dev.trestle.plugins.webhooks;

import static dev.trestle.plugins.webhooks.WebhookRecords.POSITIONS;
import static dev.trestle.plugins.webhooks.WebhookRecords.WEBHOOKS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketSelection;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.EventLog.Stretch;
import dev.trestle.sdk.event.TimerHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads on in the log from where a webhook stands, puts what it wants into the outbox, and moves
 * the place in the same commit: so each event is put there once, in order, whatever crashes, and
 * whoever sets the place back meanwhile is heard. While a receiver is away the rest stays in the
 * log, so that what waits for it takes no more memory than a bounded number of messages.
 */
final class Pump implements TimerHandler {
  static final String NAME = "pump";
  private static final int STRETCH = 100;
  static final int WAITING_MAX = 1_000;
  private static final int WAITING_FEW = WAITING_MAX / 2;

  /** Messages that people discard wake nobody. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  static void wake(Draft draft, UUID webhookId) {
    draft.setTimer(new TimerSetting(NAME, webhookId.toString(), draft.now(), null));
  }

  /** Goes on with a webhook that was held back, once few of its messages wait. */
  static void goOn(Draft draft, UUID webhookId) {
    WebhookPosition position = draft.snapshot().records(POSITIONS).get(webhookId);
    if (position != null
        && position.held()
        && draft.waiting(HttpChannel.NAME, webhookId.toString()) <= WAITING_FEW) {
      wake(draft, webhookId);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void fired(Alarm alarm) {
    Draft draft = alarm.draft();
    UUID id = UUID.fromString(alarm.key());
    Webhook webhook = draft.snapshot().records(WEBHOOKS).get(id);
    WebhookPosition position = draft.snapshot().records(POSITIONS).get(id);
    if (webhook == null || !webhook.active() || position == null) {
      return;
    }
    if (draft.waiting(HttpChannel.NAME, id.toString()) > WAITING_MAX - STRETCH) {
      hold(draft, position);
      return;
    }
    draft.relyOn(WEBHOOKS, webhook);
    Stretch stretch = alarm.log().after(position.sequence(), position.ordinal(), STRETCH);
    TicketSelection wanted =
        webhook.filter() == null ? null : draft.snapshot().tickets(webhook.filter());
    for (DeskEvent event : stretch.events()) {
      if (Message.isPublic(event)
          && webhook.wants(event.type())
          && passes(event, wanted, draft.snapshot())) {
        Message message = Message.of(webhook, event, alarm.surroundings().queries());
        if (message != null) {
          draft.send(HttpChannel.NAME, orderKey(webhook, event), message.payload());
        }
      }
    }
    if (position.held() || position.isBehind(stretch.sequence(), stretch.ordinal())) {
      draft.put(POSITIONS, WebhookPosition.at(id, stretch.sequence(), stretch.ordinal()));
    }
    if (!stretch.atEnd()) {
      wake(draft, id);
    }
  }

  private static void hold(Draft draft, WebhookPosition position) {
    if (!position.held()) {
      draft.put(POSITIONS, position.holding());
    }
    draft.setTimer(
        new TimerSetting(NAME, position.id().toString(), draft.now().plus(LOOK_AGAIN), null));
  }

  private static boolean passes(
      DeskEvent event, @Nullable TicketSelection wanted, Snapshot snapshot) {
    if (wanted == null) {
      return true;
    }
    Ticket ticket = snapshot.ticket(event.ticketId());
    return ticket != null && wanted.contains(ticket);
  }

  private static String orderKey(Webhook webhook, DeskEvent event) {
    UUID thing = Objects.requireNonNullElse(event.ticketId(), event.recordId());
    return webhook.id() + "/" + thing;
  }
}
