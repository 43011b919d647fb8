package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file: uploaded first, then named by a message.
 *
 * @param sha256 lower-case hex; the address of its bytes
 * @param uploaderId whoever sent it; only that party may see it until a message names it
 * @param ticketId null until a message names it
 * @param publicMessage whether that message is a public comment
 */
public record Attachment(
    UUID id,
    int version,
    String fileName,
    String contentType,
    long sizeBytes,
    String sha256,
    @Nullable UUID uploaderId,
    @Nullable UUID ticketId,
    @Nullable String messageId,
    boolean publicMessage,
    long createdAtMillis,
    Document extra)
    implements Stored {}
