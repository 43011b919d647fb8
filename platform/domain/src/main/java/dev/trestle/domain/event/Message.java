package dev.trestle.domain.event;

import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One text on a ticket, as it stands in the log. Its place in the ticket's timeline is its ordinal.
 *
 * @param channel how it came or went: {@code api}, {@code import}, {@code mail} ...
 * @param recordedById the agent who wrote it down, when that is not the author
 * @param deliveryState as it was written; what is known since stands in a {@code MessageDelivery}
 */
public record Message(
    UUID ticketId,
    MessageKind kind,
    MessageDirection direction,
    String channel,
    @Nullable UUID authorId,
    String authorKind,
    String authorName,
    @Nullable UUID recordedById,
    String text,
    List<UUID> attachmentIds,
    DeliveryState deliveryState,
    long createdAtMillis,
    Document extra)
    implements TimelineEntry {}
