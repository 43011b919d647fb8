package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place of a company where people or machines are. */
public record Site(
    UUID id,
    int version,
    @Nullable UUID companyId,
    String name,
    @Nullable String address,
    @Nullable String timeZone,
    @Nullable String externalKey,
    boolean archived,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored, dev.trestle.sdk.desk.Site {}
