package dev.trestle.sdk.schema;

import java.util.Objects;

/**
 * A fact of a subscription's {@link RequestContext}: the connection was cut, and the client has
 * seen everything up to and including this cursor. A source that can resume starts after it, unless
 * its arguments name a later place.
 *
 * @param cursor a {@link LiveItem#cursor()} of an earlier connection; untrusted text
 */
public record ResumePoint(String cursor) {
  public ResumePoint {
    Objects.requireNonNull(cursor);
  }
}
