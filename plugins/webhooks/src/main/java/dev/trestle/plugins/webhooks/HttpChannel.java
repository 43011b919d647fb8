package dev.trestle.plugins.webhooks;

import static dev.trestle.plugins.webhooks.WebhookRecords.WEBHOOKS;

import dev.trestle.plugins.webhooks.WebhookDelivery.Outcome;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.net.Network.Refused;
import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.sdk.surroundings.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Delivers messages by HTTP, signed by the keys that are live at the time of the attempt. */
final class HttpChannel implements OutboxChannel {
  static final String NAME = "http";
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
  private static final Duration WAIT_MAX = Duration.ofHours(6);
  private static final int GONE = 410;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int parallel() {
    return 64;
  }

  @Override
  public Delivery deliver(Outgoing outgoing) throws InterruptedException {
    Message message = Message.read(outgoing.payload());
    Webhook webhook = outgoing.snapshot().records(WEBHOOKS).get(message.webhookId());
    if (webhook == null) {
      return Delivery.dropped("The webhook was removed.");
    }
    if (!webhook.active()) {
      return Delivery.dropped("The webhook is stopped.")
          .noting(draft -> DeliveryLog.rewind(draft, message));
    }
    try {
      Network network = outgoing.surroundings().network();
      return judged(message, outgoing, network.send(request(webhook, message, outgoing)));
    } catch (Refused refused) {
      String reason = Objects.requireNonNullElse(refused.getMessage(), "The address is refused.");
      return Delivery.refused(reason).noting(noted(message, outgoing, Outcome.REFUSED, 0, reason));
    } catch (IOException silent) {
      String reason = "No answer: " + silent.getMessage();
      return Delivery.retry(reason).noting(noted(message, outgoing, Outcome.FAILED, 0, reason));
    }
  }

  private static Consumer<Draft> noted(
      Message message, Outgoing outgoing, Outcome outcome, int status, @Nullable String detail) {
    return DeliveryLog.attempt(message, outgoing, outcome, status, detail)
        .andThen(draft -> Pump.goOn(draft, message.webhookId()));
  }

  private static WebRequest request(Webhook webhook, Message message, Outgoing outgoing) {
    Secrets secrets = outgoing.surroundings().secrets();
    List<byte[]> keys =
        webhook.liveKeys(outgoing.now()).stream().map(key -> secrets.open(key.sealed())).toList();
    long seconds = outgoing.now().getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", message.id());
    headers.put("webhook-timestamp", String.valueOf(seconds));
    headers.put(
        "webhook-signature",
        Signatures.header(webhook.signing(), keys, message.id(), seconds, message.body()));
    return new WebRequest(
        "POST",
        URI.create(webhook.url()),
        headers,
        message.body().getBytes(StandardCharsets.UTF_8),
        ANSWER_LIMIT);
  }

  private static Delivery judged(Message message, Outgoing outgoing, WebAnswer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return Delivery.delivered().noting(noted(message, outgoing, Outcome.DELIVERED, status, null));
    }
    String reason = "Answered with status " + status + ".";
    if (status == GONE) {
      return Delivery.dropped(reason)
          .noting(
              noted(message, outgoing, Outcome.GONE, status, reason)
                  .andThen(draft -> stop(draft, message)));
    }
    return Delivery.retry(reason)
        .notBefore(retryAfter(answer))
        .noting(noted(message, outgoing, Outcome.FAILED, status, reason));
  }

  private static void stop(Draft draft, Message message) {
    DeliveryLog.rewind(draft, message);
    Webhook webhook = draft.snapshot().records(WEBHOOKS).get(message.webhookId());
    if (webhook != null && webhook.active()) {
      draft.put(WEBHOOKS, webhook.in(Webhook.State.STOPPED, Webhook.Stop.GONE));
    }
  }

  /** How long the receiver asks to be left alone; null when it does not, or not in seconds. */
  private static @Nullable Duration retryAfter(WebAnswer answer) {
    String wait = answer.header("retry-after");
    if (wait == null || !wait.matches("[0-9]{1,9}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(wait));
    return asked.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : asked;
  }
}
