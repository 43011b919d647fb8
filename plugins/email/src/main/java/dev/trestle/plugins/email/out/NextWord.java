package dev.trestle.plugins.email.out;

import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.surroundings.Queries;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a customer hears next: as the plugins that keep such promises say, asked by the public
 * schema so that the desk need not have them, else when the ticket is due.
 */
final class NextWord {
  /** A question to a plugin, and where the time stands in its answer. */
  private record Source(String document, List<String> path) {}

  private static final List<Source> SOURCES =
      List.of(
          new Source(
              "query($id: ID!) { ticket(id: $id) { commitments { nextUpdateDueAt } } }",
              List.of("ticket", "commitments", "nextUpdateDueAt")),
          new Source(
              "query($id: ID!) { ticket(id: $id) { sla { nextDueAt } } }",
              List.of("ticket", "sla", "nextDueAt")));

  private NextWord() {}

  static @Nullable Instant of(Queries queries, Ticket ticket, Instant now) {
    for (Source source : SOURCES) {
      Instant found =
          queries.faults(source.document()).isEmpty() ? ask(queries, source, ticket) : null;
      if (found != null && found.isAfter(now)) {
        return found;
      }
    }
    Instant due = Instant.ofEpochMilli(ticket.dueAtMillis());
    return due.isAfter(now) ? due : null;
  }

  private static @Nullable Instant ask(Queries queries, Source source, Ticket ticket) {
    Object here = queries.query(source.document(), Map.of("id", ticket.id().toString())).data();
    for (String step : source.path()) {
      here = here instanceof Map<?, ?> map ? map.get(step) : null;
    }
    try {
      return here instanceof String text ? Instant.parse(text) : null;
    } catch (DateTimeParseException unreadable) {
      // A plugin that writes times in another way promises nothing that could be passed on.
      return null;
    }
  }
}
