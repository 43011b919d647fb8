package dev.trestle.domain.plugin.work;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.SaidMessage;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.CompanionContext;
import dev.trestle.sdk.command.GuardContext.TicketChange;
import dev.trestle.sdk.desk.EventFacts;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One command that companions go along with. */
record AccompaniedCommand(
    String command,
    Viewer viewer,
    State before,
    List<TicketChange> tickets,
    List<TimelineEntry> entries,
    int depth) {

  static AccompaniedCommand of(String command, ChangeSet changeSet, Draft draft) {
    List<TicketChange> tickets = new ArrayList<>();
    for (ChangeSet.Put<?> put : changeSet.puts()) {
      if (put.record() instanceof Ticket after) {
        tickets.add(new TicketChange(draft.state().get(Tables.TICKETS, after.id()), after));
      }
    }
    return new AccompaniedCommand(
        command,
        draft.viewer(),
        draft.state(),
        List.copyOf(tickets),
        changeSet.entries(),
        changeSet.header().depth());
  }

  /** Which ticket a fault is about; the first of several. */
  @Nullable UUID firstTicketId() {
    return tickets.isEmpty()
        ? entries.stream()
            .map(TimelineEntry::ticketId)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null)
        : tickets.getFirst().after().id();
  }

  /**
   * The command as one plugin sees it.
   *
   * @param link takes what it adds
   */
  CompanionContext before(ActivePlugin plugin, Draft link) {
    return new Seen(this, plugin, plugin.stores().additions(link, depth));
  }

  private record Seen(AccompaniedCommand all, ActivePlugin plugin, Additions additions)
      implements CompanionContext {
    @Override
    public String command() {
      return all.command;
    }

    @Override
    public Viewer viewer() {
      return all.viewer;
    }

    @Override
    public Snapshot before() {
      return plugin.stores().snapshot(all.before);
    }

    @Override
    public List<TicketChange> tickets() {
      return all.tickets;
    }

    @Override
    public List<? extends Said> said() {
      if (!readsText()) {
        throw new ProblemException(
            ProblemType.PLUGIN,
            "PLUGIN_NOT_CONSENTED",
            "The plugin "
                + plugin.id()
                + " goes along with messages without consent to read them.");
      }
      List<Said> said = new ArrayList<>();
      for (TimelineEntry entry : all.entries) {
        if (entry instanceof Message message) {
          said.add(new SaidMessage(message, null, message.deliveryState()));
        }
      }
      return List.copyOf(said);
    }

    private boolean readsText() {
      return plugin.consented().reads().contains("message");
    }

    @Override
    public List<? extends EventFacts> events() {
      List<String> consented = plugin.consented().events();
      boolean every = consented.contains("*");
      return Occurrence.of(all.entries, type -> every || consented.contains(type), readsText());
    }
  }
}
