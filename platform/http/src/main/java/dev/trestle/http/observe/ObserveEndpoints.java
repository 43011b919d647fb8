package dev.trestle.http.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.http.exchange.Exchange;
import dev.trestle.http.exchange.Headers;
import dev.trestle.http.exchange.Refusals;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Health, readiness, metrics and public keys. */
public final class ObserveEndpoints {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] UP = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
  private static final Header PROMETHEUS =
      HeaderValues.createCached(
          HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
  private static final Header JWKS =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/jwk-set+json");

  private final Health health;
  private final BooleanSupplier stopping;
  private final Metrics metrics;
  private final Supplier<byte[]> jwks;

  /**
   * @param stopping whether the desk drains, so that balancers look elsewhere
   * @param jwks the public signing keys as a JSON Web Key Set
   */
  public ObserveEndpoints(
      Health health, BooleanSupplier stopping, Metrics metrics, Supplier<byte[]> jwks) {
    this.health = health;
    this.stopping = stopping;
    this.metrics = metrics;
    this.jwks = jwks;
  }

  /** Whether the process answers at all. */
  public void health(Exchange exchange) {
    requireRead(exchange);
    exchange.response().header(Headers.NO_STORE);
    exchange.send(Headers.JSON, UP);
  }

  /** Whether every part is ready for work; 503 when one is not. */
  public void ready(Exchange exchange) {
    requireRead(exchange);
    List<Health.Check> checks = health.checks();
    boolean ready = !stopping.getAsBoolean() && checks.stream().allMatch(Health.Check::ok);
    exchange.status(ready ? 200 : 503);
    exchange.response().header(Headers.NO_STORE);
    exchange.send(Headers.JSON, json(ready, checks));
  }

  /** Every metric in the Prometheus text format. */
  public void metrics(Exchange exchange) {
    requireRead(exchange);
    exchange.response().header(Headers.NO_STORE);
    exchange.send(PROMETHEUS, metrics.prometheus().getBytes(StandardCharsets.UTF_8));
  }

  /** The public keys that verify this desk's tokens. */
  public void jwks(Exchange exchange) {
    requireRead(exchange);
    exchange.response().header(HeaderNames.CACHE_CONTROL, "public, max-age=300");
    exchange.send(JWKS, jwks.get());
  }

  private static void requireRead(Exchange exchange) {
    if (!exchange.is(Method.GET) && !exchange.is(Method.HEAD)) {
      throw Refusals.methodNotAllowed("GET, HEAD, OPTIONS");
    }
  }

  private static byte[] json(boolean ready, List<Health.Check> checks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("status", ready ? "UP" : "DOWN");
      json.writeArrayFieldStart("checks");
      for (Health.Check check : checks) {
        json.writeStartObject();
        json.writeStringField("name", check.name());
        json.writeStringField("status", check.ok() ? "UP" : "DOWN");
        json.writeStringField("detail", check.detail());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return out.toByteArray();
  }
}
