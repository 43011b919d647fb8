package dev.trestle.plugins.webhooks;

import static dev.trestle.plugins.webhooks.WebhookRecords.POSITIONS;
import static dev.trestle.plugins.webhooks.WebhookRecords.WEBHOOKS;

import dev.trestle.plugins.webhooks.Webhook.Signing;
import dev.trestle.plugins.webhooks.Webhook.State;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Mutation.Given;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do with webhooks. */
final class WebhookDeciders {
  private static final int NAME_MAX = 100;
  private static final int TYPES_MAX = 100;
  private static final int PAYLOAD_MAX = 10_000;

  record CreateWebhook(
      String name,
      String url,
      @Nullable List<String> eventTypes,
      @Nullable Map<String, Object> filter,
      @Nullable String payload,
      @Nullable Signing signing) {}

  record EditWebhook(
      UUID webhookId,
      @Nullable String name,
      @Nullable String url,
      @Nullable List<String> eventTypes,
      Given<Map<String, Object>> filter,
      @Nullable String payload,
      @Nullable Integer expectedVersion) {}

  record WebhookWish(UUID webhookId, @Nullable Integer expectedVersion) {}

  record ReplayWebhook(UUID webhookId, long fromSequence) {}

  private WebhookDeciders() {}

  static void create(CreateWebhook wish, Draft draft) {
    if (draft.snapshot().records(WEBHOOKS).all().size() >= WebhookRecords.WEBHOOKS_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "WEBHOOKS_FULL",
          "A desk has at most " + WebhookRecords.WEBHOOKS_MAX + " webhooks. Remove one first.");
    }
    Signing signing = wish.signing() == null ? Signing.HMAC_SHA256 : wish.signing();
    UUID id = draft.newId();
    put(
        draft,
        new Webhook(
            id,
            0,
            wish.name().strip(),
            wish.name().strip().toLowerCase(Locale.ROOT),
            wish.url(),
            State.ACTIVE,
            null,
            wish.eventTypes() == null ? List.of() : wish.eventTypes(),
            wish.filter(),
            wish.payload() == null ? Message.EVERYTHING : wish.payload(),
            signing,
            List.of(KeyDeciders.make(draft, signing)),
            draft.now()));
    // It begins with what happens next; this very commit is not for it.
    draft.put(
        POSITIONS,
        WebhookPosition.at(id, draft.snapshot().sequence(), WebhookPosition.WHOLE_COMMIT));
    event(draft, "WebhookCreated", id);
  }

  static void edit(EditWebhook wish, Draft draft) {
    Webhook old = find(draft, wish.webhookId(), wish.expectedVersion());
    if (old == null) {
      return;
    }
    String name = wish.name() == null ? old.name() : wish.name().strip();
    put(
        draft,
        new Webhook(
            old.id(),
            0,
            name,
            name.toLowerCase(Locale.ROOT),
            wish.url() == null ? old.url() : wish.url(),
            old.state(),
            old.stop(),
            wish.eventTypes() == null ? old.eventTypes() : wish.eventTypes(),
            wish.filter().present() ? wish.filter().value() : old.filter(),
            wish.payload() == null ? old.payload() : wish.payload(),
            old.signing(),
            old.keys(),
            old.createdAt()));
    event(draft, "WebhookEdited", old.id());
  }

  static void stop(WebhookWish wish, Draft draft) {
    Webhook webhook = find(draft, wish.webhookId(), wish.expectedVersion());
    if (webhook != null) {
      if (webhook.active()) {
        draft.put(
            WEBHOOKS, webhook.in(State.STOPPED, new Webhook.Stop(false, draft.viewer().name())));
        event(draft, "WebhookStopped", webhook.id());
      }
      draft.result("webhook", webhook.id());
    }
  }

  static void start(WebhookWish wish, Draft draft) {
    Webhook webhook = find(draft, wish.webhookId(), wish.expectedVersion());
    if (webhook != null) {
      if (!webhook.active()) {
        draft.put(WEBHOOKS, webhook.in(State.ACTIVE, null));
        Pump.wake(draft, webhook.id());
        event(draft, "WebhookStarted", webhook.id());
      }
      draft.result("webhook", webhook.id());
    }
  }

  static void replay(ReplayWebhook wish, Draft draft) {
    Webhook webhook = find(draft, wish.webhookId(), null);
    WebhookPosition position = draft.snapshot().records(POSITIONS).get(wish.webhookId());
    if (webhook == null || position == null) {
      return;
    }
    if (wish.fromSequence() < 1 || wish.fromSequence() > position.sequence()) {
      draft.refuse(
          ProblemType.INVALID,
          "WEBHOOK_REPLAY_RANGE",
          "Give a sequence number from 1 to " + position.sequence() + ".",
          "input",
          "fromSequence");
      return;
    }
    draft.put(POSITIONS, WebhookPosition.at(webhook.id(), wish.fromSequence(), -1));
    Pump.wake(draft, webhook.id());
    event(draft, "WebhookReplayed", webhook.id());
    draft.result("webhook", webhook.id());
  }

  static void remove(WebhookWish wish, Draft draft) {
    Webhook webhook = find(draft, wish.webhookId(), wish.expectedVersion());
    if (webhook != null) {
      draft.remove(WEBHOOKS, webhook.id());
      DeliveryLog.clear(draft, webhook.id());
      draft.cancelTimer(Pump.NAME, webhook.id().toString());
      event(draft, "WebhookRemoved", webhook.id());
      draft.result("removed", webhook.id());
    }
  }

  /** The webhook; null after a refusal. */
  static @Nullable Webhook find(Draft draft, UUID id, @Nullable Integer expected) {
    Webhook webhook = draft.snapshot().records(WEBHOOKS).get(id);
    if (webhook == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such webhook.", "input", "webhookId");
      return null;
    }
    draft.expect(webhook, expected);
    return draft.refused() ? null : webhook;
  }

  static void event(Draft draft, String type, UUID id) {
    draft.event(Happening.internal(type, WEBHOOKS, id, null));
  }

  private static void put(Draft draft, Webhook webhook) {
    checkTexts(draft, webhook);
    if (webhook.filter() != null) {
      // A filter that the desk cannot read is refused here, in the desk's own words.
      draft.snapshot().tickets(webhook.filter());
    }
    List<String> faults =
        draft.surroundings().queries().faults(Message.document(webhook.payload()));
    if (!faults.isEmpty()) {
      draft.refuse(
          ProblemType.INVALID,
          "WEBHOOK_PAYLOAD_INVALID",
          "This is no selection on Event: " + faults.getFirst(),
          "input",
          "payload");
    }
    if (!draft.refused()) {
      draft.put(WEBHOOKS, webhook);
      draft.result("webhook", webhook.id());
    }
  }

  private static void checkTexts(Draft draft, Webhook webhook) {
    if (webhook.name().isEmpty() || webhook.name().length() > NAME_MAX) {
      draft.refuse(
          ProblemType.INVALID,
          "WEBHOOK_NAME",
          "Give the webhook a name of 1 to " + NAME_MAX + " characters.",
          "input",
          "name");
    }
    Problem address =
        Address.fault(webhook.url(), draft.surroundings().settings().flag(Address.PLAIN_HTTP));
    if (address != null) {
      draft.refuse(address.type(), address.code(), address.message(), "input", "url");
    }
    if (webhook.eventTypes().size() > TYPES_MAX
        || !webhook.eventTypes().stream().allMatch(type -> type.matches("[A-Z][A-Za-z]{0,79}"))) {
      draft.refuse(
          ProblemType.INVALID,
          "WEBHOOK_EVENT_TYPES",
          "Name at most " + TYPES_MAX + " types as events have them, such as TicketResolved.",
          "input",
          "eventTypes");
    }
    if (webhook.payload().length() > PAYLOAD_MAX) {
      draft.refuse(
          ProblemType.INVALID,
          "WEBHOOK_PAYLOAD_TOO_LONG",
          "A selection has at most " + PAYLOAD_MAX + " characters.",
          "input",
          "payload");
    }
  }
}
