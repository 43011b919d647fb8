package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to deliver outside, at least once, under one key.
 *
 * @param channel the plugin and its channel, with a slash between them
 * @param orderKey entries of a channel with the same key go out in the order they were made
 */
public record OutboxEntry(
    UUID id,
    int version,
    String channel,
    String orderKey,
    OutboxState state,
    int attempts,
    long nextAttemptAtMillis,
    @Nullable String lastError,
    Document payload,
    long createdAtMillis,
    Document extra)
    implements Stored {}
