package dev.trestle.plugins.tallies;

import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.CompanionContext;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.GuardContext.TicketChange;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.EventFacts;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps a tally of each ticket in the commits that change it. Tickets whose subject says so make
 * its companion fail.
 */
public final class TalliesPlugin implements DeskPlugin {
  public static final String MANIFEST =
      """
      id=tallies
      version=1.0.0
      name=Tallies
      description=Counts what is done to tickets.
      vendor=Trestle
      plugin.class=dev.trestle.plugins.tallies.TalliesPlugin
      sdk=>=0.1.0 <0.2.0
      reads=ticket, message
      writes=ticketNote
      events=*
      """;

  public static final Class<?>[] CLASSES = {TalliesPlugin.class, Tally.class};

  /** What was done to a ticket; its id is the ticket's. */
  record Tally(UUID id, int version, long commands, long said, long followed, List<String> happened)
      implements DeskRecord {
    static final RecordType<Tally> TALLIES = RecordType.ofTicket("tally", Tally.class);

    Tally {
      happened = List.copyOf(happened);
    }
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        extend type Ticket {
          "What was done to it; null when nothing was since the plugin came."
          tally: Tally
        }

        "What was done to a ticket."
        type Tally {
          "How many commands changed it."
          commands: Long!
          "How many messages they brought."
          said: Long!
          "The ticket's version that was counted last."
          followed: Long!
          "What happened, each with its day."
          happened: [String!]!
        }
        """);
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(Tally.TALLIES);
  }

  @Override
  public List<Fields<?>> fields() {
    return List.of(
        Fields.of("Ticket", Ticket.class)
            .computed(
                "tally",
                (ticket, arguments, context) ->
                    context.get(Snapshot.class).records(Tally.TALLIES).get(ticket.id())),
        Fields.of("Tally", Tally.class)
            .longGetter("commands", Tally::commands)
            .longGetter("said", Tally::said)
            .longGetter("followed", Tally::followed)
            .getter("happened", Tally::happened));
  }

  @Override
  public List<Companion> companions() {
    return List.of(new Counting());
  }

  @Override
  public List<TimerHandler> timers() {
    return List.of(new Ring());
  }

  @Override
  public List<Reaction> reactions() {
    return List.of(new Farewell(), new Mending());
  }

  /** Counts. */
  static final class Counting implements Companion {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public void accompany(CompanionContext context) {
      for (TicketChange change : context.tickets()) {
        count(change, context);
      }
    }

    private static void count(TicketChange change, CompanionContext context) {
      Ticket ticket = change.after();
      Additions additions = context.additions();
      int turns = ticket.subject().contains("LOST") ? 1 : 0;
      while (turns > 0) {
        turns = turns % 7 + 1;
      }
      if (ticket.subject().contains("THROW")) {
        throw new IllegalStateException("thrown on purpose");
      }
      if (ticket.subject().contains("NOWHERE")) {
        UUID nowhere = new UUID(1, 1);
        additions.put(Tally.TALLIES, new Tally(nowhere, 0, 0, 0, 0, List.of()));
      }
      Tally before = context.before().records(Tally.TALLIES).get(ticket.id());
      List<String> happened = new ArrayList<>(before == null ? List.of() : before.happened());
      for (EventFacts event : context.events()) {
        if (ticket.id().equals(event.ticketId())) {
          happened.add(event.type() + " " + event.at().toString().substring(0, 10));
        }
      }
      long said = before == null ? 0 : before.said();
      for (Said one : context.said()) {
        said += one.ticketId().equals(ticket.id()) ? 1 : 0;
      }
      long commands = before == null ? 1 : before.commands() + 1;
      additions.put(
          Tally.TALLIES, new Tally(ticket.id(), 0, commands, said, ticket.version(), happened));
      additions.event(Draft.Happening.internal("Tallied", Tally.TALLIES, ticket.id(), ticket.id()));
      if (change.before() == null) {
        Instant later = additions.now().plus(Duration.ofHours(1));
        additions.setTimer(
            new Draft.TimerSetting("ring", ticket.id().toString(), later, ticket.id()));
      }
    }
  }

  /** Notes that an hour has passed. */
  static final class Ring implements TimerHandler {
    @Override
    public String name() {
      return "ring";
    }

    @Override
    public void fired(Alarm alarm) {
      alarm.draft().perform(Wish.note(UUID.fromString(alarm.key()), "An hour has passed."));
    }
  }

  /** Tells of tickets with another priority that the companion left out. */
  static final class Mending implements Reaction {
    @Override
    public String name() {
      return "mending";
    }

    @Override
    public Set<String> events() {
      return Set.of("TicketPrioritized");
    }

    @Override
    public boolean repairs() {
      return true;
    }

    @Override
    public void react(Occasion occasion) {
      UUID ticket = occasion.event().ticketId();
      if (ticket != null) {
        occasion.draft().event(Draft.Happening.internal("Mended", Tally.TALLIES, ticket, ticket));
      }
    }
  }

  /** Notes that a ticket was resolved. */
  static final class Farewell implements Reaction {
    @Override
    public String name() {
      return "farewell";
    }

    @Override
    public Set<String> events() {
      return Set.of("TicketResolved");
    }

    @Override
    public void react(Occasion occasion) {
      UUID ticket = occasion.event().ticketId();
      if (ticket != null) {
        occasion.draft().perform(Wish.note(ticket, "Farewell."));
      }
    }
  }
}
