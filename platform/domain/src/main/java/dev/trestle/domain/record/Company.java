package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client firm.
 *
 * @param domains mail domains whose senders belong to it, lower case
 * @param ticketsOpenToContacts whether every contact of the company sees all its tickets
 * @param externalKey the key of the system it was imported from
 */
public record Company(
    UUID id,
    int version,
    String name,
    List<String> domains,
    @Nullable String note,
    boolean ticketsOpenToContacts,
    @Nullable String externalKey,
    boolean archived,
    Map<String, Object> customFields,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored, dev.trestle.sdk.desk.Company {}
