package dev.trestle.plugins.webhooks;

import dev.trestle.sdk.record.RecordType;

/** What the desk stores for the plugin. */
final class WebhookRecords {
  static final int WEBHOOKS_MAX = 100;

  static final RecordType<Webhook> WEBHOOKS =
      RecordType.of("webhook", Webhook.class)
          .unique("name", "WEBHOOK_NAME_TAKEN", "nameKey")
          .sorted("byName", "nameKey");

  static final RecordType<WebhookPosition> POSITIONS =
      RecordType.of("position", WebhookPosition.class);

  static final RecordType<WebhookDelivery> DELIVERIES =
      RecordType.of("delivery", WebhookDelivery.class).grouped("webhook", "webhookId");

  private WebhookRecords() {}
}
