package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file: uploaded first, then named by a message.
 *
 * @param sha256 lower-case hex; the address of its bytes
 * @param uploaderId whoever sent it; only that party may see it until a message names it
 * @param pluginId the plugin that stored it; null for what a party sent
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
    @Nullable String pluginId,
    @Nullable UUID ticketId,
    @Nullable String messageId,
    boolean publicMessage,
    long createdAtMillis,
    Document extra)
    implements Stored {
  /** The same file as part of a ticket. */
  public Attachment keptWith(UUID ticket, boolean publicly) {
    return new Attachment(
        id,
        version + 1,
        fileName,
        contentType,
        sizeBytes,
        sha256,
        uploaderId,
        pluginId,
        ticket,
        null,
        publicly,
        createdAtMillis,
        extra);
  }
}
