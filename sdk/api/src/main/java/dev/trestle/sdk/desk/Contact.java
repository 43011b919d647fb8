package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person outside the desk, at a client or a partner, as it is in one snapshot. */
@Api
public interface Contact {
  UUID id();

  int version();

  @Nullable UUID companyId();

  @Nullable UUID siteId();

  String name();

  /** Lower case; unique among contacts that have one. */
  @Nullable String email();

  @Nullable String phone();

  /** A language tag, such as {@code de-AT}. */
  @Nullable String locale();

  @Nullable String externalKey();

  boolean archived();

  Map<String, Object> customFields();
}
