package dev.trestle.sdk.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event of a {@link LiveSource}.
 *
 * @param value the value of the subscription's root field for this event; what its selection reads
 * @param cursor where a later subscription may resume after this event; null when it cannot. It
 *     travels as the event's id over Server-Sent Events
 */
public record LiveItem(Object value, @Nullable String cursor) {
  /** Says that the stream is complete. */
  public static final LiveItem END = new LiveItem(LiveItem.class);

  public LiveItem {
    Objects.requireNonNull(value);
  }

  /** An event that nobody can resume after. */
  public LiveItem(Object value) {
    this(value, null);
  }
}
