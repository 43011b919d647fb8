package dev.trestle.sdk.schema;

import java.util.Objects;

/**
 * One event of a {@link LiveSource}.
 *
 * @param value the value of the subscription's root field for this event; what its selection reads
 */
public record LiveItem(Object value) {
  /** Says that the stream is complete. */
  public static final LiveItem END = new LiveItem(LiveItem.class);

  public LiveItem {
    Objects.requireNonNull(value);
  }
}
