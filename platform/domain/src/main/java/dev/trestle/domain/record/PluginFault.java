package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a plugin failed at, set aside so that what comes behind it goes on; people see it,
 * and may have it tried again.
 *
 * @param handler the name of the reaction, timer handler or companion
 * @param sequence the event's commit; 0 for all else
 * @param ordinal the event's place among the commit's entries
 * @param key the timer's key; null for all else
 * @param dueAtMillis when the timer was due
 * @param payload the timer's
 * @param message what went wrong, for administrators
 */
public record PluginFault(
    UUID id,
    int version,
    String pluginId,
    PluginFaultKind kind,
    String handler,
    long sequence,
    int ordinal,
    @Nullable String key,
    long dueAtMillis,
    @Nullable UUID ticketId,
    Document payload,
    String message,
    long createdAtMillis,
    Document extra)
    implements Stored {}
