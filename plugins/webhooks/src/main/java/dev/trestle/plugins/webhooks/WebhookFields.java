package dev.trestle.plugins.webhooks;

import static dev.trestle.plugins.webhooks.WebhookRecords.DELIVERIES;
import static dev.trestle.plugins.webhooks.WebhookRecords.POSITIONS;
import static dev.trestle.plugins.webhooks.WebhookRecords.WEBHOOKS;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.text.Json;
import java.util.ArrayList;
import java.util.List;

/** How the types in the schema text are read. Sealed secrets are read by no field. */
final class WebhookFields {
  private WebhookFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(webhook());
    all.add(
        Fields.of("WebhookKey", Webhook.Key.class)
            .getter("id", Webhook.Key::id)
            .getter("publicKey", Webhook.Key::publicKey)
            .getter("madeAt", Webhook.Key::madeAt)
            .getter("endsAt", Webhook.Key::endsAt));
    all.add(
        Fields.of("WebhookDelivery", WebhookDelivery.class)
            .getter("id", WebhookDelivery::id)
            .getter("messageId", WebhookDelivery::messageId)
            .longGetter("sequence", WebhookDelivery::sequence)
            .getter("eventType", WebhookDelivery::eventType)
            .intGetter("attempt", WebhookDelivery::attempt)
            .getter("at", WebhookDelivery::at)
            .getter("outcome", WebhookDelivery::outcome)
            .getter("status", delivery -> delivery.status() == 0 ? null : delivery.status())
            .getter("detail", WebhookDelivery::detail));
    all.addAll(Page.fields("Webhook"));
    all.addAll(Page.fields("WebhookDelivery"));
    return all;
  }

  static RootFields roots() {
    return new RootFields()
        .query(
            "webhooks",
            (arguments, context) ->
                snapshot(context).records(WEBHOOKS).sorted("byName").page(arguments))
        .guarded(WebhooksPlugin.MANAGE)
        .query(
            "webhook",
            (arguments, context) -> snapshot(context).records(WEBHOOKS).get(arguments.id("id")))
        .guarded(WebhooksPlugin.MANAGE);
  }

  private static Fields<Webhook> webhook() {
    return Fields.of("Webhook", Webhook.class)
        .getter("id", Webhook::id)
        .intGetter("version", Webhook::version)
        .getter("name", Webhook::name)
        .getter("url", Webhook::url)
        .getter("state", Webhook::state)
        .computed(
            "stopReason",
            (webhook, arguments, context) ->
                webhook.stop() == null
                    ? null
                    : webhook
                        .stop()
                        .text(
                            arguments.string("language"), context.get(Surroundings.class).texts()))
        .getter("eventTypes", Webhook::eventTypes)
        .getter("filter", webhook -> webhook.filter() == null ? null : Json.of(webhook.filter()))
        .getter("payload", Webhook::payload)
        .getter("signing", Webhook::signing)
        .getter("keys", Webhook::keys)
        .computed(
            "position",
            (webhook, arguments, context) -> {
              WebhookPosition position = snapshot(context).records(POSITIONS).get(webhook.id());
              return position == null ? null : position.sequence();
            })
        .computed(
            "deliveries",
            (webhook, arguments, context) ->
                snapshot(context)
                    .records(DELIVERIES)
                    .group("webhook", webhook.id())
                    .page(arguments))
        .getter("createdAt", Webhook::createdAt);
  }

  private static Snapshot snapshot(RequestContext context) {
    return context.get(Snapshot.class);
  }
}
