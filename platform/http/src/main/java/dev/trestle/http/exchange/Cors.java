package dev.trestle.http.exchange;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of listed origins read answers. Without the list no foreign page can. There are no
 * cookies, so credentials mode is never allowed.
 */
public final class Cors {
  private static final String METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
  private static final String REQUEST_HEADERS =
      "authorization, content-type, accept, last-event-id, traceparent, x-trestle-csrf,"
          + " apollo-require-preflight, x-file-name, x-graphql-event-stream-token, range";
  private static final String ANSWER_HEADERS =
      "x-trace-id, retry-after, etag, content-range, content-disposition, location";

  private final Set<String> origins;

  /**
   * @param origins such as {@code https://desk.example}, exactly as browsers send them
   */
  public Cors(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  public boolean allows(@Nullable String origin) {
    return origin != null && origins.contains(origin);
  }

  /** Whether a page that may read this desk's answers asks: of the same host or of the list. */
  public boolean trusted(@Nullable String origin, @Nullable String host) {
    return allows(origin)
        || origin != null
            && host != null
            && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }

  /** Adds what a listed origin needs; answers a preflight entirely. */
  boolean answered(Exchange exchange) {
    boolean options = exchange.is(Method.OPTIONS);
    if (origins.isEmpty() && !options) {
      return false;
    }
    String origin = exchange.header(HeaderNames.ORIGIN);
    var response = exchange.response();
    response.header(HeaderNames.VARY, "Origin");
    boolean allowed = allows(origin);
    if (allowed && origin != null) {
      response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
    }
    if (!options
        || !exchange.request().headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
      return false;
    }
    if (allowed) {
      response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
      response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
    }
    exchange.status(204);
    response.send();
    return true;
  }
}
