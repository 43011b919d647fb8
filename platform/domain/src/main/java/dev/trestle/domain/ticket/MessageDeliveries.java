package dev.trestle.domain.ticket;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.data.LongList;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.record.MessageDelivery;
import dev.trestle.domain.state.Pointer;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of messages after they were written: whether they reached whom they were for. */
public final class MessageDeliveries {
  private static final int REASON_MAX = 2_000;

  private MessageDeliveries() {}

  /** Whether a message reached whom it was for, as of a state. */
  public static DeliveryState stateOf(State state, Message message, int place) {
    if (message.direction() != MessageDirection.OUTBOUND) {
      return message.deliveryState();
    }
    Table<MessageDelivery> deliveries = state.table(Tables.MESSAGE_DELIVERIES);
    MessageDelivery known =
        deliveries.size() == 0
            ? null
            : deliveries.get(MessageDelivery.idOf(new MessageId(message.ticketId(), place)));
    return known == null ? message.deliveryState() : known.state();
  }

  /** Notes what became of a public comment of the desk's. */
  public static void note(
      Draft draft, MessageId message, DeliveryState state, @Nullable String reason) {
    UUID ticketId = message.ticketId();
    int slot = draft.state().table(Tables.TICKETS).slotOf(ticketId);
    LongList timeline = slot < 0 ? LongList.EMPTY : draft.state().timeline(slot);
    if (message.place() >= timeline.size() || !Pointer.isMessage(timeline.get(message.place()))) {
      draft.problem(
          ProblemType.NOT_FOUND, "MESSAGE_UNKNOWN", "There is no message " + message + ".");
      return;
    }
    long pointer = timeline.get(message.place());
    if (!Pointer.isPublic(pointer) || Pointer.isInbound(pointer)) {
      draft.problem(
          ProblemType.PRECONDITION,
          "MESSAGE_NOT_OUTBOUND",
          "The message "
              + message
              + " is no public comment of the desk's, so nothing delivers it.");
      return;
    }
    UUID id = MessageDelivery.idOf(message);
    MessageDelivery before = draft.find(Tables.MESSAGE_DELIVERIES, id);
    DeliveryState was = before == null ? DeliveryState.NOT_NEEDED : before.state();
    String why =
        reason == null || reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX);
    if (was == state && Objects.equals(before == null ? null : before.reason(), why)) {
      return;
    }
    draft.put(
        Tables.MESSAGE_DELIVERIES,
        new MessageDelivery(
            id,
            before == null ? 1 : before.version() + 1,
            ticketId,
            message.place(),
            state,
            why,
            draft.now(),
            Document.empty()));
    draft.event(
        "MessageDeliveryChanged",
        Tables.MESSAGE_DELIVERIES,
        id,
        ticketId,
        List.of(new Event.Change("deliveryState", was.name(), state.name(), null, null)),
        why,
        false);
  }
}
