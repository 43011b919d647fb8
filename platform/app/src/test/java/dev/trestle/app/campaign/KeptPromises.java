package dev.trestle.app.campaign;

import dev.trestle.app.outside.DeskClient;
import dev.trestle.domain.plugin.work.Occurrence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * What is promised on the tickets of a campaign, asked after, and handed on; and what must have
 * been told of it in the end, by the log: each thing once, at its true time.
 */
final class KeptPromises {
  private static final Duration UPDATE = Duration.ofSeconds(2);
  private static final Duration OWNER = Duration.ofSeconds(3);
  private static final Duration PROMISED = Duration.ofSeconds(2);
  private static final String[] TOLD = {
    "UpdateMissed",
    "TicketFellSilent",
    "TicketAtRisk",
    "PromiseBreached",
    "TicketChased",
    "DelegationReturned",
    "CommitmentTaskAdded"
  };

  private final Random random;
  private final List<String> tickets = new ArrayList<>();
  private String asks = "";
  private String doesNothing = "";

  KeptPromises(Random random) {
    this.random = random;
  }

  /** A policy, somebody who asks, and somebody who does nothing. */
  void setUp(DeskClient admin) {
    asks = made(admin, "contactCreate", "contact", Map.of("name", "Carla"));
    doesNothing = made(admin, "agentCreate", "agent", Map.of("name", "Egon", "locale", "de"));
    admin.done(
        "commitmentPolicySave",
        Map.of(
            "name",
            "All",
            "workingTime",
            false,
            "rules",
            List.of(rule("UPDATE", UPDATE), rule("NO_OWNER", OWNER))),
        "policy { id }");
  }

  private static Map<String, Object> rule(String kind, Duration allowed) {
    return Map.of(
        "kind",
        kind,
        "spans",
        List.of(Map.of("priority", "NORMAL", "allowed", allowed.toString())));
  }

  /** Promises on a new ticket, hands some of its work on, and lets a customer ask after others. */
  void busy(DeskClient admin, String ticket) {
    tickets.add(ticket);
    admin.done(
        "promiseMake",
        Map.of("ticketId", ticket, "what", "A part", "after", PROMISED.toString()),
        "promise { id }");
    if (random.nextInt(4) == 0) {
      String task =
          made(admin, "commitmentTaskAdd", "task", Map.of("ticketId", ticket, "text", "Ask"));
      admin.done(
          "delegationStart",
          Map.of("ticketId", ticket, "taskId", task, "agentId", doesNothing, "after", "PT2S"),
          "delegation { id }");
    }
    if (random.nextBoolean()) {
      Map<String, Object> asked =
          Map.of(
              "ticketId",
              tickets.get(random.nextInt(tickets.size())),
              "text",
              "Where is it?",
              "onBehalfOfId",
              asks,
              "operationKey",
              new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63));
      admin.done("ticketComment", asked, "ticket { id }");
      admin.done("ticketComment", asked, "ticket { id }");
    }
  }

  private static String made(
      DeskClient admin, String mutation, String what, Map<String, Object> input) {
    return admin.done(mutation, input, what + " { id }").at("/" + what + "/id").asText();
  }

  /** The whole that must have been told, sorted. */
  static List<String> expected(Path data, List<Occurrence> created, Duration clockAtRisk)
      throws IOException {
    List<String> expected = new ArrayList<>();
    Map<UUID, Instant> owed = new HashMap<>();
    for (Occurrence event : created) {
      owed.put(event.ticketId(), event.at().plus(UPDATE));
      expected.add(event.ticketId() + " UpdateMissed " + event.at().plus(UPDATE));
      expected.add(event.ticketId() + " TicketFellSilent " + event.at().plus(OWNER));
      expected.add(event.ticketId() + " TicketAtRisk " + event.at().plus(clockAtRisk));
      for (String origin : List.of("UPDATE_MISSED", "SILENCE", "CLOCK_AT_RISK")) {
        expected.add(event.ticketId() + " CommitmentTaskAdded " + origin);
      }
    }
    for (Occurrence event :
        StoredDesk.events(data, "PromiseMade", "DelegationStarted", "CommentAdded")) {
      switch (event.type()) {
        case "PromiseMade" -> {
          Instant due = Instant.parse(after(event, "dueAt"));
          expected.add(event.ticketId() + " PromiseBreached " + due);
          expected.add(event.ticketId() + " TicketAtRisk " + due.minus(PROMISED.dividedBy(2)));
          expected.add(event.ticketId() + " CommitmentTaskAdded PROMISE_AT_RISK");
          expected.add(event.ticketId() + " CommitmentTaskAdded PROMISE_BROKEN");
        }
        case "DelegationStarted" -> {
          expected.add(event.ticketId() + " DelegationReturned ");
          expected.add(event.ticketId() + " CommitmentTaskAdded PERSON");
        }
        default -> {
          if (!event.at().isBefore(owed.get(event.ticketId()))) {
            expected.add(event.ticketId() + " TicketChased " + event.at());
          }
        }
      }
    }
    return expected.stream().sorted().toList();
  }

  /** The whole that was told, sorted. */
  static List<String> told(Path data) throws IOException {
    List<String> told = new ArrayList<>();
    for (Occurrence event : StoredDesk.events(data, TOLD)) {
      String what = event.type().equals("CommitmentTaskAdded") ? "origin" : "at";
      told.add(event.ticketId() + " " + event.type() + " " + after(event, what));
    }
    return told.stream().sorted().toList();
  }

  private static String after(Occurrence event, String field) {
    return event.changes().stream()
        .filter(change -> change.field().equals(field))
        .map(change -> String.valueOf(change.after()))
        .findFirst()
        .orElse("");
  }
}
