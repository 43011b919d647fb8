package com.example.parcels;

import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

// docs: channel
/** Tells the carrier which parcels we wait for. */
final class CarrierChannel implements OutboxChannel {
  static final String NAME = "carrier";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Delivery deliver(Outgoing outgoing) throws Exception {
    URI address = URI.create("https://carrier.example/awaited/" + outgoing.payload().get("code"));
    Map<String, String> headers = Map.of("Idempotency-Key", outgoing.key().toString());
    WebAnswer answer =
        outgoing
            .surroundings()
            .network()
            .send(new WebRequest("PUT", address, headers, new byte[0], PATIENCE));
    return switch (answer.status() / 100) {
      case 2 -> Delivery.delivered();
      case 4 -> Delivery.refused("The carrier answered " + answer.status() + ".");
      default -> Delivery.retry("The carrier answered " + answer.status() + ".");
    };
  }
}
// docs: end
