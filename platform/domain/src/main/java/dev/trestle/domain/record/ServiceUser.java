package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.UUID;

/** A machine that speaks to the desk with API tokens. */
public record ServiceUser(
    UUID id,
    int version,
    String name,
    List<UUID> roleIds,
    boolean active,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored {}
