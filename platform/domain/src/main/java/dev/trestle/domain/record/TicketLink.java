package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.desk.LinkKind;
import java.util.UUID;

/** One ticket's relation to another. */
public record TicketLink(
    UUID id,
    int version,
    UUID fromTicketId,
    UUID toTicketId,
    LinkKind kind,
    long createdAtMillis,
    Document extra)
    implements Stored {}
