package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person on the staff: technician, dispatcher, intake or manager, by role. */
public record Agent(
    UUID id,
    int version,
    String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String locale,
    @Nullable String timeZone,
    List<UUID> roleIds,
    boolean active,
    @Nullable String externalKey,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored, dev.trestle.sdk.desk.Agent {}
