package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to do once at a given time, also after a crash.
 *
 * @param owner the plugin, or {@code kernel}
 * @param key unique per owner; setting it again moves the timer. A plugin's is its handler and the
 *     handler's own key, with a slash between them
 * @param depth how many reactions led to it, if it was set for a time so near that it continues
 *     them
 */
public record Timer(
    UUID id,
    int version,
    String owner,
    String key,
    long dueAtMillis,
    @Nullable UUID ticketId,
    Document payload,
    long createdAtMillis,
    int depth,
    Document extra)
    implements Stored {}
