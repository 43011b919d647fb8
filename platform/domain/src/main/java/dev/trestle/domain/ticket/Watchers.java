package dev.trestle.domain.ticket;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Watchers: agents and contacts who follow a ticket. */
final class Watchers {
  private static final int WATCHERS_MAX = 200;

  private Watchers() {}

  static List<UUID> checked(Draft draft, @Nullable List<UUID> ids, String... path) {
    if (ids == null) {
      return List.of();
    }
    for (int i = 0; i < ids.size(); i++) {
      check(draft, ids.get(i), CustomValues.append(path, String.valueOf(i)));
    }
    if (ids.size() > WATCHERS_MAX) {
      draft.invalid("TOO_MANY", "A ticket has at most " + WATCHERS_MAX + " watchers.", path);
    }
    return new ArrayList<>(new LinkedHashSet<>(ids));
  }

  static void check(Draft draft, UUID id, String... path) {
    if (draft.find(Tables.AGENTS, id) == null && draft.find(Tables.CONTACTS, id) == null) {
      TicketWork.notFound(draft, "agent or contact", path);
    }
  }
}
