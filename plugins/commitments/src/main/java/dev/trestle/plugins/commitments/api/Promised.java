package dev.trestle.plugins.commitments.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a customer was promised.
 *
 * @param contactId to whom; null when nobody in particular
 * @param dueAt by when; in the past when the promise is broken
 */
public record Promised(UUID promiseId, @Nullable UUID contactId, String what, Instant dueAt) {}
