package dev.trestle.graphql.desk.view;

import dev.trestle.domain.event.Message;
import dev.trestle.domain.plugin.SaidMessage;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.MessageDeliveries;
import dev.trestle.sdk.desk.DeliveryState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message the viewer may read.
 *
 * @param ticket the one it was written on, which the viewer sees
 * @param ordinal its place in that ticket's timeline
 */
public record MessageView(Message it, TicketView ticket, int ordinal) {

  String id() {
    return EntryId.of(ticket.it().id(), ordinal);
  }

  /** As plugins see it. */
  public SaidMessage said() {
    return SaidMessage.of(ticket.scope().state(), it, ordinal);
  }

  DeliveryState deliveryState() {
    return MessageDeliveries.stateOf(ticket.scope().state(), it, ordinal);
  }

  ActorView author() {
    return new ActorView(it.authorName(), it.authorKind(), it.authorId(), ticket.scope());
  }

  @Nullable AgentView recordedBy() {
    return ticket.scope().staff() ? ticket.scope().agent(it.recordedById()) : null;
  }

  /** Whoever reads the message reads its files. */
  List<AttachmentView> attachments() {
    List<AttachmentView> files = new ArrayList<>(it.attachmentIds().size());
    for (UUID id : it.attachmentIds()) {
      Attachment file = ticket.scope().state().get(Tables.ATTACHMENTS, id);
      if (file != null) {
        files.add(new AttachmentView(file));
      }
    }
    return files;
  }
}
