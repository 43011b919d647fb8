package dev.trestle.graphql.desk.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants from the milliseconds that records keep. */
public final class Times {
  private Times() {}

  public static Instant of(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  /** Null for 0, which records keep for "never". */
  public static @Nullable Instant orNull(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }
}
