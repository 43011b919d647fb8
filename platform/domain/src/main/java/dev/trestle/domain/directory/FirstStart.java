package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.DeskSettings;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TextRules;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Decides on the set-up of an empty desk: after it, the first ticket needs nothing else. */
final class FirstStart {
  private static final String SUPPORT = "Support";
  private static final List<String> WORK_DAYS =
      List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");

  private FirstStart() {}

  static void register(Deciders deciders) {
    deciders.add(SetUpDesk.class, FirstStart::decide);
  }

  private static void decide(SetUpDesk wish, Draft draft) {
    if (draft.viewer().kind() != PrincipalKind.SYSTEM) {
      draft.problem(
          ProblemType.FORBIDDEN, "SET_UP_BY_DESK_ONLY", "Only the desk itself sets itself up.");
      return;
    }
    if (draft.state().table(Tables.SETTINGS).size() > 0) {
      draft.problem(
          ProblemType.PRECONDITION,
          "DESK_SET_UP",
          "This desk is set up already; what it holds can be changed by its administrators.");
      return;
    }
    String zone = Objects.requireNonNullElse(InputRules.timeZone(draft, wish.timeZone()), "UTC");
    String name =
        TextRules.required(draft, wish.deskName(), TextRules.NAME_MAX, "input", "deskName");
    UUID administratorRole = roles(draft);
    Agent administrator = administrator(draft, wish, administratorRole, zone);
    Team team =
        new Team(
            draft.newId(),
            1,
            SUPPORT,
            List.of(administrator.id()),
            null,
            false,
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "TeamCreated", Tables.TEAMS, team);
    Queue queue =
        new Queue(
            draft.newId(),
            1,
            SUPPORT,
            QueueStatuses.USUAL,
            List.of(),
            List.of(team.id()),
            List.of(),
            null,
            false,
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "QueueCreated", Tables.QUEUES, queue);
    DeskSettings settings =
        new DeskSettings(
            draft.newId(),
            1,
            name,
            queue.id(),
            values(zone),
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "DeskSetUp", Tables.SETTINGS, settings);
  }

  /** Puts the starting roles; answers with the administrator's. */
  private static UUID roles(Draft draft) {
    UUID administrator = null;
    for (Permissions.StartingRole start : Permissions.STARTING_ROLES) {
      Role role =
          new Role(
              draft.newId(),
              1,
              start.key(),
              start.name(),
              start.description(),
              start.permissions(),
              true,
              draft.now(),
              draft.now(),
              Document.empty());
      DirectoryWork.create(draft, "RoleCreated", Tables.ROLES, role);
      if (role.key().equals(Permissions.ROLE_ADMINISTRATOR)) {
        administrator = role.id();
      }
    }
    return Objects.requireNonNull(administrator);
  }

  private static Agent administrator(Draft draft, SetUpDesk wish, UUID roleId, String zone) {
    String email = InputRules.email(draft, wish.administratorEmail());
    if (email == null) {
      draft.invalid("REQUIRED", "Give the administrator's address.", "input", "administratorEmail");
    }
    Agent agent =
        new Agent(
            draft.newId(),
            1,
            TextRules.required(
                draft, wish.administratorName(), TextRules.NAME_MAX, "input", "administratorName"),
            email,
            null,
            "en",
            zone,
            List.of(roleId),
            true,
            null,
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "AgentCreated", Tables.AGENTS, agent);
    draft.put(
        Tables.ACCOUNTS,
        new Account(
            draft.newId(),
            1,
            agent.id(),
            PrincipalKind.AGENT.name(),
            Objects.requireNonNullElse(email, ""),
            wish.passwordHash(),
            wish.mustChangePassword(),
            // Nobody could give the first administrator another one.
            0,
            null,
            false,
            0,
            List.of(),
            0,
            0,
            false,
            0,
            draft.now(),
            Document.empty()));
    return agent;
  }

  private static Map<String, Object> values(String zone) {
    Map<String, Object> hours = new LinkedHashMap<>();
    hours.put("timeZone", zone);
    hours.put("days", WORK_DAYS);
    hours.put("from", "09:00");
    hours.put("to", "17:00");
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put("greeting", "Hello,");
    texts.put("signature", "Kind regards,\nyour support team");
    texts.put("ticketReceived", "We have received your request and will answer soon.");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("locale", "en");
    values.put("businessHours", hours);
    values.put("texts", texts);
    return values;
  }
}
