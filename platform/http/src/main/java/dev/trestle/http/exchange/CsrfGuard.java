package dev.trestle.http.exchange;

import io.helidon.http.HeaderNames;

/**
 * Tells requests that a foreign page could cause without asking (a link, an image, a form) from
 * those that need a script whose origin the browser checks.
 */
public final class CsrfGuard {
  private final Cors cors;

  public CsrfGuard(Cors cors) {
    this.cors = cors;
  }

  /** Whether the request carries a header that forces a browser to ask first. */
  public boolean hasPreflightHeader(Exchange exchange) {
    var headers = exchange.request().headers();
    return headers.contains(Headers.CSRF) || headers.contains(Headers.APOLLO_PREFLIGHT);
  }

  /**
   * Whether a GET was made by a script that may read the answer: it forced a preflight, or says
   * {@code Sec-Fetch-Mode: cors} (no page can make a link or an image say so) and comes from this
   * very site, a listed origin, or no browser at all.
   */
  public boolean safeGet(Exchange exchange) {
    if (hasPreflightHeader(exchange)) {
      return true;
    }
    if (!"cors".equals(exchange.header(Headers.SEC_FETCH_MODE))) {
      return false;
    }
    String site = exchange.header(Headers.SEC_FETCH_SITE);
    return site == null
        || site.equals("same-origin")
        || cors.allows(exchange.header(HeaderNames.ORIGIN));
  }
}
