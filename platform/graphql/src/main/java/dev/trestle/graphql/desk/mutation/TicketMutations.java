package dev.trestle.graphql.desk.mutation;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.TicketCommands.AssignTicket;
import dev.trestle.domain.command.TicketCommands.ChangeTicketStatus;
import dev.trestle.domain.command.TicketCommands.CloseTicket;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.command.TicketCommands.DismissUnanswered;
import dev.trestle.domain.command.TicketCommands.EditTicket;
import dev.trestle.domain.command.TicketCommands.ImportTickets;
import dev.trestle.domain.command.TicketCommands.LinkTicket;
import dev.trestle.domain.command.TicketCommands.MergeTicket;
import dev.trestle.domain.command.TicketCommands.MoveTicket;
import dev.trestle.domain.command.TicketCommands.NoteTicket;
import dev.trestle.domain.command.TicketCommands.OnTicket;
import dev.trestle.domain.command.TicketCommands.PrioritizeTicket;
import dev.trestle.domain.command.TicketCommands.ReopenTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.command.TicketCommands.SetTicketCustomFields;
import dev.trestle.domain.command.TicketCommands.SetTicketDue;
import dev.trestle.domain.command.TicketCommands.SetTicketParent;
import dev.trestle.domain.command.TicketCommands.ShareTicket;
import dev.trestle.domain.command.TicketCommands.TagTicket;
import dev.trestle.domain.command.TicketCommands.UnlinkTicket;
import dev.trestle.domain.command.TicketCommands.UnmergeTicket;
import dev.trestle.domain.command.TicketCommands.UnshareTicket;
import dev.trestle.domain.command.TicketCommands.UntagTicket;
import dev.trestle.domain.command.TicketCommands.UnwatchTicket;
import dev.trestle.domain.command.TicketCommands.WatchTicket;
import dev.trestle.graphql.desk.view.Scope;

/** Everything one can ask of a ticket, under its public name. */
final class TicketMutations {
  private TicketMutations() {}

  static void addTo(Mutations mutations) {
    mutations.add("ticketCreate", CreateTicket.class, Thing.named("ticket", Scope::ticket));
    on(mutations, "ticketAssign", AssignTicket.class);
    on(mutations, "ticketPrioritize", PrioritizeTicket.class);
    on(mutations, "ticketSetDue", SetTicketDue.class);
    on(mutations, "ticketEdit", EditTicket.class);
    on(mutations, "ticketSetCustomFields", SetTicketCustomFields.class);
    on(mutations, "ticketChangeStatus", ChangeTicketStatus.class);
    on(mutations, "ticketResolve", ResolveTicket.class);
    on(mutations, "ticketReopen", ReopenTicket.class);
    on(mutations, "ticketClose", CloseTicket.class);
    on(mutations, "ticketComment", CommentTicket.class);
    on(mutations, "ticketNote", NoteTicket.class);
    on(mutations, "ticketDismissUnanswered", DismissUnanswered.class);
    on(mutations, "ticketMove", MoveTicket.class);
    mutations.add("ticketMerge", MergeTicket.class, ticket(), Thing.named("into", Scope::ticket));
    mutations.add(
        "ticketUnmerge", UnmergeTicket.class, ticket(), Thing.named("into", Scope::ticket));
    mutations.add(
        "ticketLink",
        LinkTicket.class,
        ticket(),
        new Thing<>(
            "link",
            false,
            (command, outcome, scope) -> scope.link(command.ticketId(), outcome.result("link"))));
    on(mutations, "ticketUnlink", UnlinkTicket.class);
    on(mutations, "ticketTag", TagTicket.class);
    on(mutations, "ticketUntag", UntagTicket.class);
    on(mutations, "ticketWatch", WatchTicket.class);
    on(mutations, "ticketUnwatch", UnwatchTicket.class);
    on(mutations, "ticketSetParent", SetTicketParent.class);
    on(mutations, "ticketShare", ShareTicket.class);
    on(mutations, "ticketUnshare", UnshareTicket.class);
    mutations.add(
        "ticketsImport",
        ImportTickets.class,
        Thing.all("created", Scope::ticket),
        Thing.all("skipped", Scope::ticket));
  }

  private static <C extends Record & OnTicket> void on(
      Mutations mutations, String name, Class<C> command) {
    mutations.add(name, command, ticket());
  }

  private static <C extends Command & OnTicket> Thing<C> ticket() {
    return Thing.of("ticket", OnTicket::ticketId, Scope::ticket);
  }
}
