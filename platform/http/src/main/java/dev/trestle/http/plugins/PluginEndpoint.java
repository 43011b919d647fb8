package dev.trestle.http.plugins;

import dev.trestle.http.exchange.Admission;
import dev.trestle.http.exchange.Endpoint;
import dev.trestle.http.exchange.Exchange;
import dev.trestle.http.exchange.Gate;
import dev.trestle.http.exchange.Headers;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.sdk.http.Endpoint.Reply;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Hands calls from outside to plugins: bounded in size, number and rate, and without a credential,
 * which would mean nothing to whoever calls. What a plugin answers can run nothing in a browser.
 */
public final class PluginEndpoint implements Endpoint {
  private static final int STATUS_MIN = 200;
  private static final int STATUS_MAX = 599;

  /** What belongs to the connection, or could speak for the desk to a browser. */
  private static final Set<String> KEPT_BACK =
      Set.of(
          "connection",
          "content-length",
          "content-security-policy",
          "keep-alive",
          "set-cookie",
          "strict-transport-security",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-content-type-options");

  private final PluginAddresses addresses;
  private final Admission admission;
  private final Gate gate;

  /**
   * @param gate how many calls plugins answer at once
   */
  public PluginEndpoint(PluginAddresses addresses, Admission admission, Gate gate) {
    this.addresses = addresses;
    this.admission = admission;
    this.gate = gate;
  }

  @Override
  public void handle(Exchange exchange) {
    admission.count(exchange.remoteAddress());
    var parameters = exchange.request().path().pathParameters();
    String path = parameters.get("rest");
    String method = exchange.request().prologue().method().text();
    try (PluginAddresses.Place place = addresses.find(parameters.get("id"), method, path)) {
      if (place == null) {
        throw Refusals.notFound();
      }
      gate.enter();
      try {
        answer(exchange, place, path);
      } finally {
        gate.leave();
      }
    }
  }

  private static void answer(Exchange exchange, PluginAddresses.Place place, String path) {
    Map<String, String> query = new LinkedHashMap<>();
    var given = exchange.request().query();
    given.names().forEach(name -> query.put(name, given.first(name).orElse("")));
    byte[] body = place.streamed() ? new byte[0] : exchange.body(place.bodyBytesMax());
    BodyStream content =
        place.streamed() ? BodyStream.of(exchange, place.bodyBytesMax()) : BodyStream.empty();
    Reply reply =
        place.answer(
            new PluginAddresses.Incoming(
                path,
                query,
                name -> exchange.header(HeaderNames.create(name)),
                body,
                content,
                exchange.traceId()));
    content.requireWhole();
    if (reply.status() < STATUS_MIN || reply.status() > STATUS_MAX || !sound(reply.headers())) {
      throw Refusals.internal();
    }
    exchange.status(reply.status());
    var response = exchange.response();
    if (!content.atEnd()) {
      // What is left of the body would have to be read to use the connection again.
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.header(HeaderValues.create(Headers.CSP, "default-src 'none'; sandbox"));
    response.header(Headers.NO_REFERRER);
    reply
        .headers()
        .forEach((name, value) -> {
          if (!KEPT_BACK.contains(name.toLowerCase(Locale.ROOT))) {
            response.header(HeaderValues.create(HeaderNames.create(name), value));
          }
        });
    response.send(reply.body());
  }

  /** Whether no header can pass for more than one. */
  private static boolean sound(Map<String, String> headers) {
    return headers.entrySet().stream()
        .allMatch(header ->
            header.getKey().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
                && header.getValue().matches("[\\t\\x20-\\x7e]{0,8000}"));
  }
}
