package dev.trestle.graphql.desk.view;

import dev.trestle.domain.query.Comparators;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The public id of an entry in a ticket's timeline: the ticket's id, a dot, and the place. */
record EntryId(UUID ticketId, int ordinal) {
  private static final int UUID_CHARS = 36;
  private static final int ORDINAL_CHARS = 9;

  static String of(UUID ticketId, int ordinal) {
    return ticketId + "." + ordinal;
  }

  static @Nullable EntryId parse(String text) {
    if (text.length() <= UUID_CHARS + 1
        || text.length() > UUID_CHARS + 1 + ORDINAL_CHARS
        || text.charAt(UUID_CHARS) != '.') {
      return null;
    }
    UUID ticket = Comparators.uuid(text.substring(0, UUID_CHARS));
    String ordinal = text.substring(UUID_CHARS + 1);
    boolean digits = ordinal.chars().allMatch(c -> c >= '0' && c <= '9');
    return ticket == null || !digits ? null : new EntryId(ticket, Integer.parseInt(ordinal));
  }
}
