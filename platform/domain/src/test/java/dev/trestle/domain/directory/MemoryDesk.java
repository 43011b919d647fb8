package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.RolePermissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.Decision;
import dev.trestle.domain.command.DecisionContext;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TicketDeciders;
import dev.trestle.sdk.desk.PrincipalKind;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A desk without a log: decides on its state and goes on from what was decided. */
final class MemoryDesk {
  private static final Viewer DESK =
      new Viewer(null, PrincipalKind.SYSTEM, "desk", null, List.of(), Permissions.ALL, null);

  static final long NOW = 1_000_000;

  private final Deciders deciders = new Deciders();
  private long lastId;
  State state = State.empty(new DeskSchema(List.of()));
  Viewer viewer = DESK;
  List<String> events = List.of();

  MemoryDesk() {
    TicketDeciders.register(deciders);
    DirectoryDeciders.register(deciders);
  }

  /** A desk after its first start, seen by its administrator. */
  static MemoryDesk started() {
    MemoryDesk desk = new MemoryDesk();
    desk.done(new SetUpDesk("Desk", "Ada", "ada@example.com", "$argon2id$x", true, "UTC"));
    desk.viewer = desk.viewerOf(desk.first(Tables.AGENTS).id());
    return desk;
  }

  Decision decide(Command command) {
    return deciders.decide(
        command,
        new DecisionContext(
            state, viewer, NOW, this::nextId, () -> String.valueOf(++lastId), null, 0, null));
  }

  UUID nextId() {
    return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | ++lastId);
  }

  /** Does it, and answers with the id of the first result. */
  UUID done(Command command) {
    return switch (decide(command)) {
      case Decision.Rejected rejected -> throw new AssertionError(rejected.problems().toString());
      case Decision.Accepted accepted -> {
        ChangeSet changes = accepted.changeSet();
        state = state.overlaid(changes);
        events =
            changes.entries().stream()
                .filter(dev.trestle.domain.event.Event.class::isInstance)
                .map(entry -> ((dev.trestle.domain.event.Event) entry).type())
                .toList();
        yield changes.header().results().getFirst().id();
      }
    };
  }

  /** Puts records as they are, which no user could ask for. */
  void arrange(Consumer<Draft> how) {
    Draft draft =
        new Draft(
            new DecisionContext(
                state, DESK, NOW, this::nextId, () -> String.valueOf(++lastId), null, 0, null));
    how.accept(draft);
    state = state.overlaid(((Decision.Accepted) draft.decided("Arrange", 0)).changeSet());
  }

  /** The codes of the problems; empty when it would be done. */
  List<String> refused(Command command) {
    return decide(command) instanceof Decision.Rejected rejected
        ? rejected.problems().stream().map(problem -> problem.code()).toList()
        : List.of();
  }

  Viewer viewerOf(UUID agentId) {
    Agent agent = Objects.requireNonNull(state.get(Tables.AGENTS, agentId));
    Set<String> permissions = RolePermissions.of(state, agent.roleIds());
    return new Viewer(
        agentId, PrincipalKind.AGENT, agent.name(), null, List.of(), permissions, null);
  }

  UUID role(String key) {
    return Objects.requireNonNull(state.table(Tables.ROLES).unique("key", key)).id();
  }

  <R extends dev.trestle.domain.record.Stored> R first(
      dev.trestle.domain.state.TableSchema<R> table) {
    Table<R> found = state.table(table);
    return found.require(found.live().nextSlot(0));
  }

  Queue support() {
    return first(Tables.QUEUES);
  }

  Team team() {
    return first(Tables.TEAMS);
  }

  Role roleRecord(String key) {
    return Objects.requireNonNull(state.table(Tables.ROLES).unique("key", key));
  }
}
