package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A named list of tickets.
 *
 * @param filter the {@code TicketFilter} input as it was given
 * @param orderBy the {@code TicketOrder} inputs as they were given
 * @param shared whether every agent may use it, or its owner alone
 */
public record SavedView(
    UUID id,
    int version,
    UUID ownerId,
    String name,
    Map<String, Object> filter,
    List<Map<String, Object>> orderBy,
    boolean shared,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored {}
