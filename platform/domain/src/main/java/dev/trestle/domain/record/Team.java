package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A set of agents that tickets can be given to together. */
public record Team(
    UUID id,
    int version,
    String name,
    List<UUID> memberIds,
    @Nullable String externalKey,
    boolean archived,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored, dev.trestle.sdk.desk.Team {}
