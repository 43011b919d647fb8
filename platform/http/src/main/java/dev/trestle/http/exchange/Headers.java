package dev.trestle.http.exchange;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

/** Header names and ready-made headers, built once. */
public final class Headers {
  public static final HeaderName TRACE_ID = HeaderNames.create("X-Trace-Id");
  public static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
  public static final HeaderName CSRF = HeaderNames.create("X-Trestle-CSRF");
  public static final HeaderName APOLLO_PREFLIGHT = HeaderNames.create("Apollo-Require-Preflight");
  public static final HeaderName SEC_FETCH_MODE = HeaderNames.create("Sec-Fetch-Mode");
  public static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  public static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
  public static final HeaderName CSP = HeaderNames.create("Content-Security-Policy");

  public static final Header NOSNIFF = HeaderValues.X_CONTENT_TYPE_OPTIONS_NOSNIFF;
  public static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
  public static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
  public static final Header GRAPHQL_JSON =
      HeaderValues.createCached(
          HeaderNames.CONTENT_TYPE, "application/graphql-response+json; charset=utf-8");
  public static final Header TEXT =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
  public static final Header NO_REFERRER =
      HeaderValues.createCached(HeaderNames.create("Referrer-Policy"), "no-referrer");

  private Headers() {}
}
