package dev.trestle.domain.ticket;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.command.Decider;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.ImportTickets;
import dev.trestle.domain.command.TicketCommands.TicketImport;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Tables;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides imports: each ticket comes with its history and its own times. A ticket whose external
 * key is known is passed over, so an import may be repeated.
 */
final class ImportTicketsDecider implements Decider<ImportTickets> {
  private static final int TICKETS_MAX = 500;

  @Override
  public void decide(ImportTickets wish, Draft draft) {
    if (!draft.require(Permissions.TICKET_IMPORT)) {
      return;
    }
    List<TicketImport> tickets = wish.tickets();
    if (tickets.isEmpty() || tickets.size() > TICKETS_MAX) {
      draft.invalid(
          "TOO_MANY",
          "Give 1 to " + TICKETS_MAX + " tickets at once, not " + tickets.size() + ".",
          "input",
          "tickets");
      return;
    }
    ImportedParties parties = new ImportedParties(draft);
    Set<String> numbers = new HashSet<>();
    tickets.forEach(ticket -> numbers.add(ticket.number() == null ? "" : ticket.number().strip()));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < tickets.size(); i++) {
      TicketImport ticket = tickets.get(i);
      String[] path = {"input", "tickets", String.valueOf(i)};
      String key =
          TextRules.required(
              draft,
              ticket.externalKey(),
              TextRules.NAME_MAX,
              CustomValues.append(path, "externalKey"));
      if (!seen.add(key)) {
        draft.invalid(
            "EXTERNAL_KEY_REPEATED",
            "\"" + key + "\" stands in this request twice.",
            CustomValues.append(path, "externalKey"));
        continue;
      }
      Ticket known = draft.state().table(Tables.TICKETS).unique("externalKey", key);
      if (known != null) {
        draft.result("skipped", known.id());
      } else {
        new ImportedTicket(draft, parties, numbers, ticket, key, path).decide();
      }
    }
  }
}
