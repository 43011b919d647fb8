package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message that stands in the log reached whom it was for, as far as that is known.
 *
 * @param id see {@link #idOf}
 * @param place of the message in its ticket's timeline
 * @param reason for people; null for none
 */
public record MessageDelivery(
    UUID id,
    int version,
    UUID ticketId,
    int place,
    DeliveryState state,
    @Nullable String reason,
    long changedAtMillis,
    Document extra)
    implements Stored {
  /** Leaves the two bits at the top of an id's lower half as they are. */
  private static final int PLACE_SHIFT = 20;

  /** The one id that the delivery of a message can have, so that it is found without an index. */
  public static UUID idOf(MessageId message) {
    UUID ticket = message.ticketId();
    return new UUID(
        ticket.getMostSignificantBits(),
        ticket.getLeastSignificantBits() ^ (message.place() + 1L << PLACE_SHIFT));
  }
}
