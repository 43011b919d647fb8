package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client firm, as it is in one snapshot. */
@Api
public interface Company {
  UUID id();

  int version();

  String name();

  /** Mail domains whose senders belong to it, lower case. */
  List<String> domains();

  @Nullable String note();

  @Nullable String externalKey();

  boolean archived();

  Map<String, Object> customFields();
}
