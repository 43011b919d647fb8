package dev.trestle.benchmarks.hooks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a receiver took, and what was wrong with it. */
final class Ledger {
  private static final Pattern TICKET = Pattern.compile("\"ticket\":\\{\"id\":\"([0-9a-f-]{36})\"");
  private static final Pattern STEP = Pattern.compile("step-(\\d+)");
  private static final int FAULTS_MAX = 20;

  private final Map<String, String> idOfEvent = new HashMap<>();
  private final Map<String, String> eventOfId = new HashMap<>();
  private final Map<String, Integer> nextStep = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private @Nullable Webhook verifier;
  private int repeats;

  synchronized void expectSignaturesBy(String secret) {
    try {
      verifier = new Webhook(secret);
    } catch (EmptyWebhookSecretException empty) {
      throw new IllegalArgumentException(empty);
    }
  }

  /** Takes a message as the published recipe has it. */
  synchronized void take(HttpHeaders headers, String body) {
    String id = headers.firstValue("webhook-id").orElse("");
    try {
      Webhook recipe = verifier;
      if (recipe == null) {
        fault(id + " came before anybody asked for it");
        return;
      }
      recipe.verify(body, headers);
    } catch (WebhookVerificationException forged) {
      fault(id + " does not verify: " + forged.getMessage());
      return;
    }
    Matcher ticket = TICKET.matcher(body);
    if (!ticket.find()) {
      fault(id + " names no ticket: " + body);
      return;
    }
    // Each step adds a tag, so the highest number is the step's own.
    int step =
        STEP.matcher(body)
            .results()
            .mapToInt(found -> Integer.parseInt(found.group(1)))
            .max()
            .orElse(0);
    taken(id, ticket.group(1), step);
  }

  private void taken(String id, String ticket, int step) {
    String event = ticket + "/" + step;
    String before = idOfEvent.putIfAbsent(event, id);
    if (before == null) {
      int expected = nextStep.merge(ticket, 1, Integer::sum) - 1;
      if (expected != step) {
        fault("ticket " + ticket + ": step " + step + " came when " + expected + " was due");
      }
    } else {
      repeats++;
      if (!before.equals(id)) {
        fault(event + " came as " + before + " and as " + id);
      }
    }
    String other = eventOfId.putIfAbsent(id, event);
    if (other != null && !other.equals(event)) {
      fault(id + " stood for " + other + " and for " + event);
    }
  }

  private void fault(String what) {
    if (faults.size() < FAULTS_MAX) {
      faults.add(what);
    }
  }

  /** Forgets the order, so that what is sent again from the start is held to it once more. */
  synchronized void beginAgain() {
    idOfEvent.clear();
    nextStep.clear();
    repeats = 0;
  }

  synchronized int received() {
    return idOfEvent.size();
  }

  synchronized int repeats() {
    return repeats;
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}
