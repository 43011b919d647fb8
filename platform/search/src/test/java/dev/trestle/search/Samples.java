package dev.trestle.search;

import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchUpdate.PutMessage;
import dev.trestle.domain.search.SearchUpdate.PutTicket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Short ways to say tickets, messages and requests in tests. */
final class Samples {
  static final long NOW = 1_795_000_000_000L;

  private Samples() {}

  static UUID id(int slot) {
    return new UUID(0x0190_0000_0000_7000L + slot, 0x8000_0000_0000_0000L | slot);
  }

  static PutTicket ticket(int slot, String subject, String text) {
    return ticket(slot, subject, text, "Support", Map.of(), NOW - slot);
  }

  static PutTicket ticket(
      int slot,
      String subject,
      String text,
      String queue,
      Map<String, Object> customFields,
      long updatedAt) {
    return ticket(slot, "TR-" + (1000 + slot), subject, text, queue, customFields, updatedAt);
  }

  private static PutTicket ticket(
      int slot,
      String number,
      String subject,
      String text,
      String queue,
      Map<String, Object> customFields,
      long updatedAt) {
    return new PutTicket(
        id(slot),
        false,
        slot,
        number,
        subject,
        text,
        queue,
        "open",
        "OPEN",
        "HIGH",
        "Incident",
        List.of(),
        "Rosa Requester",
        "Acme Ltd",
        null,
        customFields,
        Map.of(),
        updatedAt,
        updatedAt,
        null);
  }

  static PutTicket numbered(int slot, String number, String subject) {
    return ticket(slot, number, subject, "x", "Support", Map.of(), NOW - slot);
  }

  static PutMessage message(int slot, int ordinal, boolean publicMessage, String text) {
    return new PutMessage(
        id(slot), ordinal, false, slot, publicMessage, text, "Ada Agent", NOW - slot, null);
  }

  static SearchRequest all(String query) {
    return new SearchRequest(query, 50, null, Set.of(), null, true, true, NOW, 2);
  }

  static SearchRequest page(String query, int first, @Nullable String after) {
    return new SearchRequest(query, first, after, Set.of(), null, true, false, NOW, 0);
  }

  /** The hits as slot for a ticket and slot.ordinal for a message. */
  static List<String> names(SearchResult result) {
    return result.hits().stream()
        .map(h -> h.ordinal() == null ? "" + h.ticketSlot() : h.ticketSlot() + "." + h.ordinal())
        .toList();
  }
}
