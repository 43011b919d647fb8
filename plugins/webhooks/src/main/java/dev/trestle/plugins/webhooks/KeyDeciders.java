package dev.trestle.plugins.webhooks;

import static dev.trestle.plugins.webhooks.WebhookRecords.WEBHOOKS;

import dev.trestle.plugins.webhooks.Webhook.Key;
import dev.trestle.plugins.webhooks.Webhook.Signing;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.surroundings.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do with the keys that messages are signed with. */
final class KeyDeciders {
  private static final Duration OVERLAP_USUAL = Duration.ofHours(24);
  private static final Duration OVERLAP_MAX = Duration.ofDays(30);
  private static final int LIVE_MAX = 2;

  record RotateKey(UUID webhookId, @Nullable Duration overlap, @Nullable Integer expectedVersion) {}

  record RetireKey(UUID webhookId, UUID keyId) {}

  private KeyDeciders() {}

  static Key make(Draft draft, Signing signing) {
    Secrets secrets = draft.surroundings().secrets();
    Signatures.Made made = Signatures.make(signing, secrets::random);
    return new Key(draft.newId(), secrets.seal(made.secret()), made.publicKey(), draft.now(), null);
  }

  /** Adds a key; the old one signs beside it for a while, so that receivers can change over. */
  static void rotate(RotateKey wish, Draft draft) {
    Webhook webhook = WebhookDeciders.find(draft, wish.webhookId(), wish.expectedVersion());
    if (webhook == null) {
      return;
    }
    Duration overlap = wish.overlap() == null ? OVERLAP_USUAL : wish.overlap();
    if (overlap.isNegative() || overlap.compareTo(OVERLAP_MAX) > 0) {
      draft.refuse(
          ProblemType.INVALID,
          "WEBHOOK_OVERLAP",
          "Let the old key go on for PT0S to P30D.",
          "input",
          "overlap");
      return;
    }
    List<Key> live = webhook.liveKeys(draft.now());
    if (live.size() >= LIVE_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "WEBHOOK_KEYS_FULL",
          "Two keys are live already. Retire the older one, or wait until it ends.",
          "input",
          "webhookId");
      return;
    }
    List<Key> keys = new ArrayList<>();
    keys.add(make(draft, webhook.signing()));
    Instant end = draft.now().plus(overlap);
    live.forEach(key -> keys.add(key.endingAt(end)));
    draft.put(WEBHOOKS, webhook.with(keys));
    WebhookDeciders.event(draft, "WebhookKeyRotated", webhook.id());
    draft.result("webhook", webhook.id());
  }

  /** Ends a key at once, for one that has become known. */
  static void retire(RetireKey wish, Draft draft) {
    Webhook webhook = WebhookDeciders.find(draft, wish.webhookId(), null);
    if (webhook == null) {
      return;
    }
    List<Key> rest =
        webhook.liveKeys(draft.now()).stream()
            .filter(key -> !key.id().equals(wish.keyId()))
            .toList();
    if (rest.isEmpty()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "WEBHOOK_KEY_LAST",
          "This is the only key. Make a new one by webhookKeyRotate first.",
          "input",
          "keyId");
      return;
    }
    draft.put(WEBHOOKS, webhook.with(rest));
    WebhookDeciders.event(draft, "WebhookKeyRetired", webhook.id());
    draft.result("webhook", webhook.id());
  }

  /** The newest key's secret as the receiver needs it; null where the receiver needs none. */
  static @Nullable String secret(@Nullable Webhook webhook, Secrets secrets) {
    return webhook == null || webhook.signing() == Signing.ED25519
        ? null
        : Signatures.secretText(secrets.open(webhook.keys().getFirst().sealed()));
  }
}
