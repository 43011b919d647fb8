package dev.trestle.http.exchange;

import dev.trestle.domain.files.FileRefused;
import dev.trestle.domain.metrics.Counter;
import dev.trestle.domain.metrics.Histogram;
import dev.trestle.domain.metrics.Metrics;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts an endpoint behind a path: trace id, coded errors, timing and access log, the same for every
 * path. What goes wrong inside is logged with its trace id and never shown.
 */
public final class Doors {
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

  private final TraceIds traceIds;
  private final AccessLog accessLog;
  private final Cors cors;
  private final ClientAddress addresses;
  private final Metrics metrics;
  private final LongSupplier nanoClock;

  public Doors(
      TraceIds traceIds,
      AccessLog accessLog,
      Cors cors,
      ClientAddress addresses,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.traceIds = traceIds;
    this.accessLog = accessLog;
    this.cors = cors;
    this.addresses = addresses;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
  }

  /**
   * @param name of the path in metrics and logs, from a closed set
   */
  public Handler behind(String name, Endpoint endpoint) {
    Histogram timing =
        metrics.timing(
            "trestle_http_request_seconds", "Time from request to answer.", "path", name);
    Counter refused =
        metrics.counter(
            "trestle_http_refused_total", "Answers with a status of 400 to 499.", "path", name);
    Counter failed =
        metrics.counter(
            "trestle_http_failed_total", "Answers with a status of 500 or above.", "path", name);
    return (request, response) -> {
      long started = nanoClock.getAsLong();
      Exchange exchange =
          new Exchange(
              request,
              response,
              traceIds.of(request.headers().first(Headers.TRACEPARENT).orElse(null)),
              addresses);
      try {
        serve(exchange, endpoint);
      } finally {
        long nanos = nanoClock.getAsLong() - started;
        timing.recordNanos(nanos);
        if (exchange.status() >= 500) {
          failed.increment();
        } else if (exchange.status() >= 400) {
          refused.increment();
        }
        accessLog.write(name, exchange, nanos);
      }
    };
  }

  private void serve(Exchange exchange, Endpoint endpoint) {
    try {
      if (!cors.answered(exchange)) {
        endpoint.handle(exchange);
      }
    } catch (Refusal refusal) {
      refuse(exchange, refusal);
    } catch (FileRefused refused) {
      if (refused.getCause() != null) {
        LOG.warn("trace {}: files refused: {}", exchange.traceId(), refused.reason(), refused);
      }
      refuse(exchange, Refusals.of(refused));
    } catch (CloseConnectionException gone) {
      exchange.note("CONNECTION_LOST");
      throw gone;
    } catch (DataReader.InsufficientDataAvailableException cut) {
      refuse(exchange, Refusals.bodyCut());
    } catch (RequestException | HttpException malformed) {
      refuse(exchange, Transport.refusal(malformed));
    } catch (RuntimeException bug) {
      LOG.error("trace {}: request failed", exchange.traceId(), bug);
      refuse(exchange, Refusals.internal());
    }
  }

  private void refuse(Exchange exchange, Refusal refusal) {
    if (exchange.response().isSent()) {
      throw new CloseConnectionException("the answer was already under way");
    }
    exchange.refuse(refusal);
  }
}
