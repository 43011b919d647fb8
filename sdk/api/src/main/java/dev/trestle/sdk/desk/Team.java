package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A set of agents that tickets can be given to together, as it is in one snapshot. */
@Api
public interface Team {
  UUID id();

  int version();

  String name();

  List<UUID> memberIds();

  @Nullable String externalKey();

  boolean archived();
}
