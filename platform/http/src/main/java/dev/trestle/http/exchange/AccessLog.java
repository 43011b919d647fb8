package dev.trestle.http.exchange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON line per request on the logger {@code dev.trestle.access}: refused, failed and slow ones
 * at INFO, the others at DEBUG. It names path, status and time, and nothing a client sent: no
 * headers, no query string, no variables, no token.
 */
public final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.trestle.access");
  private static final long SLOW_NANOS = 1_000_000_000L;

  /** Writes the line of one request. */
  public void write(String path, Exchange exchange, long nanos) {
    if (exchange.status() >= 400 || nanos > SLOW_NANOS) {
      if (LOG.isInfoEnabled()) {
        LOG.info(line(path, exchange, nanos));
      }
    } else if (LOG.isDebugEnabled()) {
      LOG.debug(line(path, exchange, nanos));
    }
  }

  private static String line(String path, Exchange exchange, long nanos) {
    StringBuilder line = new StringBuilder(192);
    line.append("{\"traceId\":\"").append(exchange.traceId());
    line.append("\",\"method\":\"").append(method(exchange));
    line.append("\",\"path\":\"").append(path);
    line.append("\",\"status\":").append(exchange.status());
    line.append(",\"micros\":").append(nanos / 1000);
    line.append(",\"remote\":\"").append(exchange.remoteAddress()).append('"');
    if (!exchange.detail().isEmpty()) {
      line.append(",\"detail\":\"").append(exchange.detail()).append('"');
    }
    return line.append('}').toString();
  }

  private static String method(Exchange exchange) {
    String text = exchange.request().prologue().method().text();
    return text.length() <= 10 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z') ? text : "?";
  }
}
