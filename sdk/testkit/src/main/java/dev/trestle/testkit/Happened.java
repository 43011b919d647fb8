package dev.trestle.testkit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of the desk's log.
 *
 * @param sequence the commit it belongs to
 * @param ordinal its place in that commit
 * @param recordType the kind of record it happened to; of a plugin's records the plugin's id, a dot
 *     and the type's name
 * @param byName who did it
 * @param changes as {@code field: before -> after}
 */
public record Happened(
    long sequence,
    int ordinal,
    String type,
    String recordType,
    UUID recordId,
    @Nullable UUID ticketId,
    Instant at,
    String byName,
    List<String> changes,
    @Nullable String reason) {}
