package dev.trestle.graphql.desk.credential;

import org.jspecify.annotations.Nullable;

/**
 * A fact of a request's context: where it came from. Used only to slow down guessing and to name a
 * session; a request without it signs in all the same.
 *
 * @param address the client's network address
 * @param userAgent what the client calls itself
 */
public record Caller(@Nullable String address, @Nullable String userAgent) {
  static final Caller UNKNOWN = new Caller(null, null);
}
