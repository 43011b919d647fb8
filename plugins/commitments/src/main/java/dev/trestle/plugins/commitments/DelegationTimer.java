package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Delegation.DELEGATIONS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Team;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.text.LocalTimes;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives work back that nobody took up in time, and tells both sides, each in its own words. */
final class DelegationTimer implements TimerHandler {
  static final String NAME = "delegation";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void fired(Alarm alarm) {
    Draft draft = alarm.draft();
    Delegation delegation = draft.snapshot().records(DELEGATIONS).get(UUID.fromString(alarm.key()));
    if (delegation == null || !delegation.waiting()) {
      return;
    }
    Delegations.comeBack(draft, delegation, Delegation.State.RETURNED);
    Delegations.told(
        draft,
        "DelegationReturned",
        delegation,
        new Change("until", delegation.until().toString(), null));
    Ticket ticket = draft.snapshot().ticket(delegation.ticketId());
    if (ticket != null) {
      for (String note : notes(alarm, delegation)) {
        draft.perform(Wish.note(ticket.id(), note));
      }
    }
    Keepers.catchUp(draft, Keepers.rules(draft), delegation.ticketId(), false);
  }

  private static Set<String> notes(Alarm alarm, Delegation delegation) {
    Snapshot snapshot = alarm.draft().snapshot();
    Agent from = snapshot.agent(delegation.fromAgentId());
    Agent to = snapshot.agent(delegation.toAgentId());
    Team team = snapshot.team(delegation.toTeamId());
    String giver = from == null ? "" : from.name();
    String taker = to != null ? to.name() : team == null ? "" : team.name();
    Set<String> notes = new LinkedHashSet<>();
    notes.add(note(alarm, delegation, from, giver, taker));
    if (!Objects.equals(locale(from), locale(to)) || !Objects.equals(zone(from), zone(to))) {
      notes.add(note(alarm, delegation, to, giver, taker));
    }
    return notes;
  }

  private static String note(
      Alarm alarm, Delegation delegation, @Nullable Agent reader, String giver, String taker) {
    return alarm
        .surroundings()
        .texts()
        .text(
            locale(reader),
            "delegation.returned",
            giver,
            taker,
            LocalTimes.text(alarm.dueAt(), reader));
  }

  private static @Nullable String locale(@Nullable Agent agent) {
    return agent == null ? null : agent.locale();
  }

  private static @Nullable String zone(@Nullable Agent agent) {
    return agent == null ? null : agent.timeZone();
  }
}
