package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where tickets wait, under the queue's own status names, as it is in one snapshot. */
@Api
public interface Queue {
  UUID id();

  int version();

  String name();

  /** In the order people read them; the first of each category is its default. */
  List<? extends Status> statuses();

  List<UUID> watcherTeamIds();

  List<UUID> watcherAgentIds();

  @Nullable String externalKey();

  boolean archived();

  /** One status of a queue. */
  @Api
  interface Status {
    /** Stable and unique in its queue. */
    String key();

    /** What people read. */
    String name();

    StatusCategory category();
  }
}
