package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.Map;
import java.util.UUID;

/** The one record of desk-wide settings and of what first start has set up. */
public record DeskSettings(
    UUID id,
    int version,
    String name,
    UUID defaultQueueId,
    Map<String, Object> values,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored {}
