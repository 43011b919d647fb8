package dev.trestle.plugins.tests;

import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.testkit.TestNetwork;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes messages by the published recipe, when it is in the mood. */
final class MoodyReceiver implements TestNetwork.Host {
  private static final Pattern TICKET = Pattern.compile("\"ticket\":\\{\"id\":\"([0-9a-f-]{36})\"");
  private static final int RESTART = 40;

  private final Random random;
  private final Map<String, List<String>> arrived = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private com.standardwebhooks.Webhook verifier;
  private int downFor;
  private int repeats;
  private int failures;
  private int attempts;

  MoodyReceiver(long seed) {
    random = new Random(seed);
  }

  synchronized void expectSignaturesBy(String secret) {
    try {
      verifier = new com.standardwebhooks.Webhook(secret);
    } catch (com.standardwebhooks.exceptions.EmptyWebhookSecretException empty) {
      throw new IllegalArgumentException(empty);
    }
  }

  @Override
  public synchronized WebAnswer answer(WebRequest request) throws IOException {
    attempts++;
    if (downFor > 0) {
      downFor--;
      failures++;
      throw new ConnectException("connection refused");
    }
    int mood = random.nextInt(1_000);
    if (mood < 2) {
      downFor = RESTART;
    }
    if (mood < 50) {
      failures++;
      return TestNetwork.answer(mood < 25 ? 503 : 404, "not now");
    }
    take(request);
    if (mood < 80) {
      failures++;
      throw new SocketTimeoutException("taken, and never answered");
    }
    return TestNetwork.answer(mood < 500 ? 200 : 204, "");
  }

  private void take(WebRequest request) {
    String id = request.headers().get("webhook-id");
    String body = new String(request.body(), StandardCharsets.UTF_8);
    if (!signature(id, request, body).equals(request.headers().get("webhook-signature"))) {
      faults.add(id + " is not signed as the recipe has it");
    }
    Matcher ticket = TICKET.matcher(body);
    if (!ticket.find()) {
      faults.add(id + " names no ticket: " + body);
      return;
    }
    if (seen.add(id)) {
      arrived.computeIfAbsent(ticket.group(1), _ -> new ArrayList<>()).add(id);
    } else {
      repeats++;
    }
  }

  private String signature(String id, WebRequest request, String body) {
    try {
      return verifier.sign(id, Long.parseLong(request.headers().get("webhook-timestamp")), body);
    } catch (com.standardwebhooks.exceptions.WebhookSigningException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The ids of each ticket's messages, each when it came first; tickets in the order they came. */
  synchronized Map<String, List<String>> inOrderOfArrival() {
    return new LinkedHashMap<>(arrived);
  }

  synchronized int received() {
    return seen.size();
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized int repeats() {
    return repeats;
  }

  synchronized int failures() {
    return failures;
  }

  synchronized int attempts() {
    return attempts;
  }
}
