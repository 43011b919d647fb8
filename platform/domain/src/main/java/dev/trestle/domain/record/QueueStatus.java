package dev.trestle.domain.record;

import dev.trestle.sdk.desk.StatusCategory;

/**
 * One status of a queue.
 *
 * @param key stable and unique in its queue, lower case with underscores
 * @param name what people read
 */
public record QueueStatus(String key, String name, StatusCategory category)
    implements dev.trestle.sdk.desk.Queue.Status {}
