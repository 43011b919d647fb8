package dev.trestle.domain.search;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One change to the searchable documents. */
public sealed interface SearchUpdate {

  /**
   * A ticket as it is now; replaces the earlier document of the same id.
   *
   * @param fresh true when the ticket is created by this very change, which saves looking for an
   *     earlier document; false is always right
   * @param slot the ticket's dense number, by which visibility is asked; never changes
   * @param text the description
   * @param queue the queue's name
   * @param status the key of the status within its queue
   * @param statusCategory the fixed category, such as WAITING_ON_REQUESTER
   * @param customFields values by key: text, numbers, booleans, instants, local dates, or lists of
   *     these
   * @param added texts of plugins, by field; see {@link SearchNames#field}
   * @param language ISO 639-1 when the language is known; else it is guessed from the text
   */
  record PutTicket(
      UUID id,
      boolean fresh,
      int slot,
      String number,
      String subject,
      String text,
      String queue,
      String status,
      String statusCategory,
      @Nullable String priority,
      @Nullable String type,
      List<String> tags,
      @Nullable String requester,
      @Nullable String company,
      @Nullable String assignee,
      Map<String, Object> customFields,
      Map<String, List<String>> added,
      long createdAtMillis,
      long updatedAtMillis,
      @Nullable String language)
      implements SearchUpdate {
    public PutTicket {
      tags = List.copyOf(tags);
      added = Map.copyOf(added);
    }
  }

  /**
   * A message of a ticket; replaces the earlier document of the same ticket and ordinal.
   *
   * @param ordinal the message's place inside its ticket, from 0; the public id is {@code
   *     <ticketId>.<ordinal>}
   * @param publicMessage false for an internal note, which only staff may find
   */
  record PutMessage(
      UUID ticketId,
      int ordinal,
      boolean fresh,
      int ticketSlot,
      boolean publicMessage,
      String text,
      @Nullable String author,
      long createdAtMillis,
      @Nullable String language)
      implements SearchUpdate {}

  /** Takes a ticket and all its messages out of the index. */
  record RemoveTicket(UUID id) implements SearchUpdate {}

  /** Takes one message out of the index. */
  record RemoveMessage(UUID ticketId, int ordinal) implements SearchUpdate {}
}
