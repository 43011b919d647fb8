package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person on the staff, as it is in one snapshot. */
@Api
public interface Agent {
  UUID id();

  int version();

  String name();

  @Nullable String email();

  @Nullable String phone();

  /** A language tag, such as {@code de-AT}. */
  @Nullable String locale();

  /** A name of the time zone database, such as {@code Europe/Berlin}. */
  @Nullable String timeZone();

  /** False once the agent has left. */
  boolean active();

  @Nullable String externalKey();
}
