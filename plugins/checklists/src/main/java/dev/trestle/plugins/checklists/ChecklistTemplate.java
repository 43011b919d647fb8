package dev.trestle.plugins.checklists;

import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketType;
import dev.trestle.sdk.record.DeskRecord;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Items to put on new tickets.
 *
 * @param nameKey the name in lower case, by which it is unique
 * @param automatic whether tickets get it as they come, if the conditions hold
 * @param ticketType only tickets of this type; null for all
 * @param queueId only tickets that come into this queue; null for all
 */
record ChecklistTemplate(
    UUID id,
    int version,
    String name,
    String nameKey,
    List<Line> items,
    boolean automatic,
    @Nullable TicketType ticketType,
    @Nullable UUID queueId)
    implements DeskRecord {
  ChecklistTemplate {
    items = List.copyOf(items);
  }

  /** One item to be. */
  record Line(String text, boolean required) {}

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  boolean suits(Ticket ticket) {
    return automatic
        && (ticketType == null || ticketType == ticket.type())
        && (queueId == null || queueId.equals(ticket.queueId()));
  }
}
