package dev.trestle.plugins.webhooks;

import static dev.trestle.plugins.webhooks.WebhookRecords.DELIVERIES;
import static dev.trestle.plugins.webhooks.WebhookRecords.POSITIONS;

import dev.trestle.plugins.webhooks.WebhookDelivery.Outcome;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.event.OutboxChannel.Outgoing;
import dev.trestle.sdk.record.Records.Rows;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is written down of deliveries: the latest of each webhook. */
final class DeliveryLog {
  static final int KEPT = 200;
  private static final int DETAIL_MAX = 300;

  private DeliveryLog() {}

  /** Writes down one attempt. */
  static Consumer<Draft> attempt(
      Message message, Outgoing outgoing, Outcome outcome, int status, @Nullable String detail) {
    return draft -> {
      Rows<WebhookDelivery> kept =
          draft.snapshot().records(DELIVERIES).group("webhook", message.webhookId());
      kept.first(Math.max(0, kept.size() + 1 - KEPT))
          .forEach(old -> draft.remove(DELIVERIES, old.id()));
      draft.put(
          DELIVERIES,
          new WebhookDelivery(
              draft.newId(),
              0,
              message.webhookId(),
              message.id(),
              message.sequence(),
              message.eventType(),
              outgoing.attempt(),
              outgoing.now(),
              outcome,
              status,
              shortened(detail)));
    };
  }

  /**
   * Sets a webhook's place back before a message that is dropped because the webhook stands still,
   * so that it gets the message once it goes on.
   */
  static void rewind(Draft draft, Message message) {
    WebhookPosition position = draft.snapshot().records(POSITIONS).get(message.webhookId());
    if (position != null && !position.isBehind(message.sequence(), message.ordinal())) {
      draft.put(
          POSITIONS,
          WebhookPosition.at(message.webhookId(), message.sequence(), message.ordinal() - 1));
    }
  }

  /** Forgets everything of a webhook. */
  static void clear(Draft draft, UUID webhookId) {
    for (WebhookDelivery delivery :
        draft.snapshot().records(DELIVERIES).group("webhook", webhookId)) {
      draft.remove(DELIVERIES, delivery.id());
    }
    draft.remove(POSITIONS, webhookId);
  }

  private static @Nullable String shortened(@Nullable String detail) {
    return detail == null || detail.length() <= DETAIL_MAX
        ? detail
        : detail.substring(0, DETAIL_MAX);
  }
}
