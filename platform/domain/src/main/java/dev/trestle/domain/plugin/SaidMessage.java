package dev.trestle.domain.plugin;

import dev.trestle.domain.event.Message;
import dev.trestle.domain.state.State;
import dev.trestle.domain.ticket.MessageDeliveries;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.Said;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as plugins see it.
 *
 * @param id null while it is about to be written
 */
public record SaidMessage(Message it, @Nullable MessageId id, DeliveryState deliveryState)
    implements Said {
  /** A message that stands in the log, as of a state. */
  public static SaidMessage of(State state, Message message, int place) {
    MessageId id = new MessageId(message.ticketId(), place);
    return new SaidMessage(message, id, MessageDeliveries.stateOf(state, message, place));
  }

  @Override
  public UUID ticketId() {
    return it.ticketId();
  }

  @Override
  public MessageKind kind() {
    return it.kind();
  }

  @Override
  public MessageDirection direction() {
    return it.direction();
  }

  @Override
  public String channel() {
    return it.channel();
  }

  @Override
  public @Nullable UUID authorId() {
    return it.authorId();
  }

  @Override
  public String authorName() {
    return it.authorName();
  }

  @Override
  public String text() {
    return it.text();
  }

  @Override
  public List<UUID> attachmentIds() {
    return it.attachmentIds();
  }

  @Override
  public long createdAtMillis() {
    return it.createdAtMillis();
  }
}
