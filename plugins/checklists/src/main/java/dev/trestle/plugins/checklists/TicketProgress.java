package dev.trestle.plugins.checklists;

import dev.trestle.sdk.record.DeskRecord;
import java.util.List;
import java.util.UUID;

/**
 * What a ticket's items come to: what the ticket lists filter, sort and search by. There is none
 * for a ticket without items.
 *
 * @param id the ticket's
 * @param unfinished whether any item is open
 * @param openItems how many are
 * @param requiredOpen how many of them are required
 * @param texts of all items, in order
 */
record TicketProgress(
    UUID id,
    int version,
    int total,
    boolean unfinished,
    int openItems,
    int requiredOpen,
    List<String> texts)
    implements DeskRecord {
  TicketProgress {
    texts = List.copyOf(texts);
  }

  static TicketProgress of(UUID ticketId, List<ChecklistItem> items) {
    int open = (int) items.stream().filter(item -> !item.checked()).count();
    return new TicketProgress(
        ticketId,
        0,
        items.size(),
        open > 0,
        open,
        (int) items.stream().filter(ChecklistItem::holdsBack).count(),
        items.stream().map(ChecklistItem::text).toList());
  }
}
