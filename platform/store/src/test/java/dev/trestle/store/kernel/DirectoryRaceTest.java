package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.DirectoryCommands.ArchiveQueue;
import dev.trestle.domain.command.DirectoryCommands.ArchiveTeam;
import dev.trestle.domain.command.DirectoryCommands.CreateAgent;
import dev.trestle.domain.command.DirectoryCommands.CreateQueue;
import dev.trestle.domain.command.DirectoryCommands.CreateRole;
import dev.trestle.domain.command.DirectoryCommands.CreateTeam;
import dev.trestle.domain.command.DirectoryCommands.DeactivateAgent;
import dev.trestle.domain.command.DirectoryCommands.DefineCustomField;
import dev.trestle.domain.command.DirectoryCommands.EditAgent;
import dev.trestle.domain.command.DirectoryCommands.EditCustomField;
import dev.trestle.domain.command.DirectoryCommands.EditQueue;
import dev.trestle.domain.command.DirectoryCommands.EditTeam;
import dev.trestle.domain.command.DirectoryCommands.RemoveRole;
import dev.trestle.domain.command.DirectoryCommands.StatusSpec;
import dev.trestle.domain.command.Patch;
import dev.trestle.domain.command.TicketCommands.AssignTicket;
import dev.trestle.domain.command.TicketCommands.ChangeTicketStatus;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.command.TicketCommands.CustomValue;
import dev.trestle.domain.command.TicketCommands.MoveTicket;
import dev.trestle.domain.command.TicketCommands.ReopenTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.command.TicketCommands.SetTicketCustomFields;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.CustomFieldType;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.store.log.MemoryCommitLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Two writers, one of whom decides on a snapshot that the other has made old: each may have its
 * will alone, and together they would leave what no desk may have. Both orders are tried.
 */
class DirectoryRaceTest {
  @AutoClose
  private final DirectoryDesk desk =
      new DirectoryDesk(
          MemoryCommitLog.create(), null, Instant.parse("2031-03-03T09:00:00Z").toEpochMilli());

  private int made;

  /** What a race is about, made anew for each order. */
  private interface Scene {
    List<Command> wishes();
  }

  /** Carries out the two wishes with either overtaking the other; the rules hold after both. */
  private List<Outcome> both(Scene scene) {
    List<Outcome> late = new ArrayList<>();
    for (int first = 0; first < 2; first++) {
      List<Command> wishes = scene.wishes();
      Command slow = wishes.get(first);
      Command quick = wishes.get(1 - first);
      late.add(desk.overtaken(slow, quick));
      DeskRules.hold(desk.state(), quick + " overtook " + slow);
    }
    return late;
  }

  private static void refused(String code, Outcome outcome) {
    assertEquals(List.of(code), outcome.problems().stream().map(p -> p.code()).toList());
  }

  @Test
  void archivesNoQueue_whenATicketComesMeanwhile() {
    List<Outcome> late =
        both(() -> {
          UUID queue = queue();
          return List.of(new ArchiveQueue(queue, null), ticket(queue, null, null));
        });
    refused("QUEUE_HAS_OPEN_TICKETS", late.get(0));
    refused("QUEUE_ARCHIVED", late.get(1));
  }

  @Test
  void archivesNoQueue_whenATicketIsMovedThereOrReopenedThereMeanwhile() {
    refused(
        "QUEUE_HAS_OPEN_TICKETS",
        both(
                () -> {
                  UUID queue = queue();
                  UUID ticket = desk.done(ticket(desk.support().id(), null, null));
                  return List.of(
                      new ArchiveQueue(queue, null), new MoveTicket(ticket, null, queue, null));
                })
            .getFirst());
    UUID queue = queue();
    UUID ticket = resolved(ticket(queue, null, null));
    refused(
        "QUEUE_HAS_OPEN_TICKETS",
        desk.overtaken(new ArchiveQueue(queue, null), new ReopenTicket(ticket, null, null, null)));
  }

  @Test
  void keepsAStatus_thatATicketEntersMeanwhile() {
    List<Outcome> late =
        both(() -> {
          UUID queue = queue();
          UUID ticket = desk.done(ticket(queue, null, null));
          return List.of(
              statuses(queue, "new", "open", "closed"),
              new ChangeTicketStatus(ticket, null, "parked", null));
        });
    refused("STATUS_IN_USE", late.get(0));
    refused("STATUS_UNKNOWN", late.get(1));
  }

  @Test
  void archivesNoTeam_thatIsGivenATicketMeanwhile() {
    List<Outcome> late =
        both(() -> {
          UUID team = team();
          UUID ticket = desk.done(ticket(desk.support().id(), null, null));
          return List.of(
              new ArchiveTeam(team, null),
              new AssignTicket(ticket, null, Patch.absent(), Patch.of(team)));
        });
    refused("TEAM_HAS_OPEN_TICKETS", late.get(0));
    refused("TEAM_ARCHIVED", late.get(1));
    both(() -> {
      UUID team = team();
      UUID ticket = resolved(ticket(desk.support().id(), null, team));
      return List.of(new ArchiveTeam(team, null), new ReopenTicket(ticket, null, null, null));
    });
  }

  @Test
  void handsOverTheTicket_thatComesToALeavingAgentMeanwhile() {
    List<Outcome> late =
        both(() -> {
          UUID agent = agent();
          UUID ticket = desk.done(ticket(desk.support().id(), null, null));
          return List.of(
              new DeactivateAgent(agent, null, null),
              new AssignTicket(ticket, null, Patch.of(agent), Patch.absent()));
        });
    assertEquals(List.of(), late.get(0).problems());
    refused("AGENT_INACTIVE", late.get(1));
  }

  @Test
  void handsOverTheTicket_thatALeavingAgentReopensMeanwhile() {
    both(() -> {
      UUID agent = agent();
      UUID ticket = resolved(ticket(desk.support().id(), agent, null));
      return List.of(
          new DeactivateAgent(agent, null, null), new ReopenTicket(ticket, null, null, null));
    });
  }

  @Test
  void givesBackToTheQueue_whatIsReopenedAfterItsAgentLeft() {
    UUID agent = agent();
    UUID ticket = resolved(ticket(desk.support().id(), agent, null));
    desk.done(new DeactivateAgent(agent, null, null));
    desk.done(new ReopenTicket(ticket, null, null, null));
    Ticket after = Objects.requireNonNull(desk.state().get(Tables.TICKETS, ticket));
    assertEquals(null, after.assigneeId());
    DeskRules.hold(desk.state(), "reopened");
  }

  @Test
  void movesToTheDefaultQueue_whatIsReopenedAfterItsQueueWasArchivedAndItsWatchersLeft() {
    UUID watcher = agent();
    UUID queue = queue();
    desk.done(watchedBy(queue, watcher));
    UUID ticket = resolved(ticket(queue, null, null));
    desk.done(new ArchiveQueue(queue, null));
    desk.done(new DeactivateAgent(watcher, null, null));
    desk.done(new ReopenTicket(ticket, null, null, null));
    Ticket after = Objects.requireNonNull(desk.state().get(Tables.TICKETS, ticket));
    assertEquals(desk.support().id(), after.queueId());
    assertEquals(StatusCategory.OPEN, after.statusCategory());
    DeskRules.hold(desk.state(), "reopened");
  }

  @Test
  void movesToTheDefaultQueue_whatIsReopenedWhileItsQueueIsArchived() {
    both(() -> {
      UUID queue = queue();
      UUID ticket = resolved(ticket(queue, null, null));
      return List.of(new ReopenTicket(ticket, null, null, null), new ArchiveQueue(queue, null));
    });
  }

  private static EditQueue watchedBy(UUID queue, UUID agent) {
    return new EditQueue(
        queue,
        null,
        Patch.absent(),
        Patch.absent(),
        Patch.absent(),
        Patch.of(List.of()),
        Patch.of(List.of(agent)));
  }

  @Test
  void takesNobodyIntoATeamOrAQueue_whoLeavesMeanwhile() {
    List<Outcome> late =
        both(() -> {
          UUID agent = agent();
          return List.of(
              new DeactivateAgent(agent, null, null),
              new EditTeam(team(), null, Patch.absent(), Patch.of(List.of(agent))));
        });
    assertEquals(List.of(), late.get(0).problems());
    refused("AGENT_INACTIVE", late.get(1));
    both(() -> {
      UUID agent = agent();
      return List.of(
          new DeactivateAgent(agent, null, null),
          new EditQueue(
              queue(),
              null,
              Patch.absent(),
              Patch.absent(),
              Patch.absent(),
              Patch.absent(),
              Patch.of(List.of(agent))));
    });
  }

  @Test
  void keepsAQueueWatched_whenItsTeamIsArchivedMeanwhile() {
    both(() -> {
      UUID team = team();
      return List.of(
          new ArchiveTeam(team, null),
          new EditQueue(
              queue(),
              null,
              Patch.absent(),
              Patch.absent(),
              Patch.absent(),
              Patch.of(List.of(team)),
              Patch.of(List.of())));
    });
  }

  @Test
  void keepsAnOption_thatIsChosenMeanwhile() {
    List<Outcome> late =
        both(() -> {
          String key = "field" + made++;
          UUID field =
              desk.done(
                  new DefineCustomField(
                      null,
                      CustomFieldTarget.TICKET,
                      key,
                      key,
                      null,
                      CustomFieldType.CHOICE,
                      List.of("red", "blue"),
                      null,
                      null));
          UUID ticket = desk.done(ticket(desk.support().id(), null, null));
          return List.of(
              new EditCustomField(
                  field,
                  null,
                  Patch.absent(),
                  Patch.absent(),
                  Patch.of(List.of("blue")),
                  Patch.absent(),
                  Patch.absent()),
              new SetTicketCustomFields(ticket, null, List.of(new CustomValue(key, "red", null))));
        });
    refused("OPTION_IN_USE", late.get(0));
    refused("OPTION_UNKNOWN", late.get(1));
  }

  @Test
  void keepsARole_thatIsGivenMeanwhile() {
    List<Outcome> late =
        both(() -> {
          String key = "role" + made++;
          UUID role = desk.done(new CreateRole(null, key, key, null, List.of("search.use")));
          return List.of(
              new RemoveRole(role, null),
              new EditAgent(
                  agent(),
                  null,
                  Patch.absent(),
                  Patch.absent(),
                  Patch.absent(),
                  Patch.absent(),
                  Patch.absent(),
                  Patch.of(List.of(role))));
        });
    refused("ROLE_IN_USE", late.get(0));
    refused("NOT_FOUND", late.get(1));
  }

  private UUID queue() {
    UUID id =
        desk.done(
            new CreateQueue(
                null,
                "Queue " + made++,
                specs("new", "open", "parked", "resolved", "closed"),
                null,
                null,
                List.of(desk.ada().id()),
                null));
    return id;
  }

  private static List<StatusSpec> specs(String... keys) {
    List<StatusSpec> specs = new ArrayList<>();
    for (String key : keys) {
      specs.add(
          new StatusSpec(
              key,
              key,
              switch (key) {
                case "new" -> StatusCategory.NEW;
                case "parked" -> StatusCategory.WAITING_ON_THIRD_PARTY;
                case "resolved" -> StatusCategory.RESOLVED;
                case "closed" -> StatusCategory.CLOSED;
                default -> StatusCategory.OPEN;
              }));
    }
    return specs;
  }

  private static EditQueue statuses(UUID queue, String... keys) {
    return new EditQueue(
        queue,
        null,
        Patch.absent(),
        Patch.of(specs(keys)),
        Patch.absent(),
        Patch.absent(),
        Patch.absent());
  }

  private UUID team() {
    return desk.done(new CreateTeam(null, "Team " + made++, List.of(desk.ada().id()), null));
  }

  private UUID agent() {
    String name = "agent" + made++;
    return desk.done(
        new CreateAgent(null, name, name + "@example.com", null, null, null, null, null, null));
  }

  private UUID resolved(CreateTicket wish) {
    UUID ticket = desk.done(wish);
    desk.done(new ResolveTicket(ticket, null, null, null));
    return ticket;
  }

  private static CreateTicket ticket(UUID queue, @Nullable UUID agent, @Nullable UUID team) {
    return new CreateTicket(
        null, "T", null, queue, null, null, null, null, null, null, agent, team, null, null, null,
        null, null, null, null);
  }
}
