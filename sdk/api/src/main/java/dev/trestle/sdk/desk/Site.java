package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place of a company where people or machines are, as it is in one snapshot. */
@Api
public interface Site {
  UUID id();

  int version();

  @Nullable UUID companyId();

  String name();

  @Nullable String address();

  /** A name of the time zone database, such as {@code Europe/Berlin}. */
  @Nullable String timeZone();

  @Nullable String externalKey();

  boolean archived();
}
