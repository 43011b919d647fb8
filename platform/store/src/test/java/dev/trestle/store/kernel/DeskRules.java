package dev.trestle.store.kernel;

import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.CustomFieldType;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What holds on every desk at every moment, whoever did what; found by looking at everything. */
final class DeskRules {
  private final State state;
  private final List<String> broken = new ArrayList<>();

  private DeskRules(State state) {
    this.state = state;
  }

  /** Fails with everything that does not hold. */
  static void hold(State state, String where) {
    DeskRules rules = new DeskRules(state);
    Set<String> numbers = new HashSet<>();
    state
        .table(Tables.TICKETS)
        .forEach(ticket -> {
          rules.that(numbers.add(ticket.number()), ticket, "has a number of its own");
          rules.ticket(ticket);
          rules.times(ticket);
          rules.relations(ticket);
        });
    state.table(Tables.QUEUES).forEach(rules::queue);
    state.table(Tables.TEAMS).forEach(rules::team);
    state.table(Tables.AGENTS).forEach(rules::agent);
    if (!rules.broken.isEmpty()) {
      throw new AssertionError(where + ": " + String.join("\n", rules.broken));
    }
  }

  private void that(boolean holds, Object about, String rule) {
    if (!holds) {
      broken.add("not true that it " + rule + ": " + about);
    }
  }

  private void ticket(Ticket ticket) {
    Queue queue = state.get(Tables.QUEUES, ticket.queueId());
    that(queue != null, ticket, "stands in a queue");
    if (queue == null) {
      return;
    }
    QueueStatus status = queue.status(ticket.status()).orElse(null);
    that(
        status != null && status.category() == ticket.statusCategory(),
        ticket,
        "is in a status of its queue");
    for (CustomField field : fields()) {
      Object value = ticket.customFields().get(field.key());
      that(value == null || field.options().contains(value), ticket, "has an option that exists");
    }
    if (ticket.open()) {
      Agent assignee = state.get(Tables.AGENTS, ticket.assigneeId());
      that(
          ticket.assigneeId() == null || assignee != null && assignee.active(),
          ticket,
          "is held by somebody who works here");
      Team team = state.get(Tables.TEAMS, ticket.teamId());
      that(
          ticket.teamId() == null || team != null && !team.archived(),
          ticket,
          "is held by a team that works");
      that(watched(queue), ticket, "stands in a queue that somebody watches");
      that(!queue.archived(), ticket, "stands in a queue that is in use");
      that(ticket.mergedIntoId() == null, ticket, "is not merged away while it is open");
    }
  }

  private List<CustomField> fields() {
    List<CustomField> choices = new ArrayList<>();
    state
        .table(Tables.CUSTOM_FIELDS)
        .forEach(field -> {
          if (field.type() == CustomFieldType.CHOICE) {
            choices.add(field);
          }
        });
    return choices;
  }

  private void times(Ticket ticket) {
    that(ticket.createdAtMillis() <= ticket.updatedAtMillis(), ticket, "is created first");
    that(ticket.updatedAtMillis() <= state.atMillis(), ticket, "was changed in the past");
    that(ticket.open() == (ticket.resolvedAtMillis() == 0), ticket, "is resolved unless open");
    that(
        ticket.closedAtMillis() == 0 || ticket.closedAtMillis() >= ticket.resolvedAtMillis(),
        ticket,
        "is closed after it is resolved");
    int slot = state.table(Tables.TICKETS).slotOf(ticket.id());
    that(state.timeline(slot).size() > 0, ticket, "has a history");
  }

  private void relations(Ticket ticket) {
    Ticket parent = ticket(ticket.parentId());
    that((parent == null) == (ticket.parentId() == null), ticket, "has a parent that exists");
    that(parent == null || parent.open() || !ticket.open(), ticket, "is closed with its parent");
    Set<UUID> above = new HashSet<>();
    for (Ticket at = ticket; at != null; at = ticket(at.parentId())) {
      if (!above.add(at.id())) {
        that(false, ticket, "is not its own ancestor");
        return;
      }
    }
    Ticket into = ticket(ticket.mergedIntoId());
    that(
        into == null || into.mergedIntoId() == null, ticket, "is merged into a ticket that is not");
  }

  private @Nullable Ticket ticket(@Nullable UUID id) {
    return id == null ? null : state.get(Tables.TICKETS, id);
  }

  private void queue(Queue queue) {
    that(queue.archived() || watched(queue), queue, "is watched");
    for (UUID id : queue.watcherAgentIds()) {
      that(
          queue.archived() || works(id) || watched(queue),
          queue,
          "is watched by somebody who works here");
    }
  }

  private boolean watched(Queue queue) {
    if (queue.watcherAgentIds().stream().anyMatch(this::works)) {
      return true;
    }
    return queue.watcherTeamIds().stream()
        .map(id -> state.get(Tables.TEAMS, id))
        .anyMatch(team ->
            team != null && !team.archived() && team.memberIds().stream().anyMatch(this::works));
  }

  private void team(Team team) {
    that(team.memberIds().stream().allMatch(this::works), team, "has members who work here");
  }

  private boolean works(UUID agentId) {
    Agent agent = state.get(Tables.AGENTS, agentId);
    return agent != null && agent.active();
  }

  private void agent(Agent agent) {
    for (UUID id : agent.roleIds()) {
      Role role = state.get(Tables.ROLES, id);
      that(role != null, agent, "has roles that exist");
    }
  }
}
