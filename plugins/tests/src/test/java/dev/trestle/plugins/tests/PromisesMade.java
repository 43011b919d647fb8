package dev.trestle.plugins.tests;

import dev.trestle.testkit.Happened;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * What is promised on the tickets of a campaign, put off, asked after and handed on; and what must
 * have been told of it in the end: each thing once, at its true time.
 */
final class PromisesMade {
  private static final Duration UPDATE = Duration.ofMinutes(50);
  private static final Duration OWNER = Duration.ofMinutes(70);
  private static final Set<String> TOLD =
      Set.of(
          "UpdateMissed",
          "TicketFellSilent",
          "TicketAtRisk",
          "PromiseBreached",
          "TicketChased",
          "DelegationReturned");

  private final TestDesk desk;
  private final Random random;
  private final TestPerson carla;
  private final TestPerson egon;
  private final List<String> expected = new ArrayList<>();
  private final Map<String, Instant> created = new HashMap<>();

  PromisesMade(TestDesk desk, Random random) {
    this.desk = desk;
    this.random = random;
    this.carla = desk.contact("Carla");
    this.egon = desk.agent("Egon", "technician");
    desk.admin()
        .does(
            "commitmentPolicySave",
            Map.of(
                "name",
                "All",
                "workingTime",
                false,
                "rules",
                List.of(rule("UPDATE", UPDATE), rule("NO_OWNER", OWNER))),
            "");
  }

  /** Who may ask after the tickets. */
  UUID requesterId() {
    return carla.id();
  }

  private static Map<String, Object> rule(String kind, Duration allowed) {
    List<Map<String, String>> spans = new ArrayList<>();
    for (String priority : List.of("URGENT", "HIGH", "NORMAL", "LOW")) {
      spans.add(Map.of("priority", priority, "allowed", allowed.toString()));
    }
    return Map.of("kind", kind, "spans", spans);
  }

  /** A ticket has just come, whose clock gets at risk after this time. */
  void follow(String ticket, Duration clockAtRisk) {
    Instant now = desk.clock().instant();
    created.put(ticket, now);
    expect(ticket, "UpdateMissed", now.plus(UPDATE));
    expect(ticket, "TicketFellSilent", now.plus(OWNER));
    expect(ticket, "TicketAtRisk", now.plus(clockAtRisk));
    switch (random.nextInt(4)) {
      case 0 -> promise(ticket);
      case 1 -> putOff(ticket);
      case 2 -> handOn(ticket);
      default -> ask();
    }
  }

  private void expect(String ticket, String type, Instant at) {
    expected.add(ticket + " " + type + " " + at);
  }

  /** Its owner is warned an hour before, or when half of the time is over. */
  private String promise(String ticket) {
    Duration after = Duration.ofMinutes(2L * (5 + random.nextInt(150)));
    String promise =
        desk.admin()
            .does(
                "promiseMake",
                Map.of("ticketId", ticket, "what", "A part", "after", after.toString()),
                "promise { id }")
            .text("promise.id");
    Instant due = desk.clock().instant().plus(after);
    expect(ticket, "PromiseBreached", due);
    Duration half = after.dividedBy(2);
    Duration hour = Duration.ofHours(1);
    expect(ticket, "TicketAtRisk", due.minus(half.compareTo(hour) < 0 ? half : hour));
    return promise;
  }

  /** The earlier time passes all the same; nobody is warned of it any more. */
  private void putOff(String ticket) {
    String promise = promise(ticket);
    expected.removeLast();
    desk.admin()
        .does(
            "promiseRenegotiate",
            Map.of("promiseId", promise, "after", "PT10H", "reason", "No part", "told", true),
            "");
    Instant due = desk.clock().instant().plus(Duration.ofHours(10));
    expect(ticket, "PromiseBreached", due);
    expect(ticket, "TicketAtRisk", due.minus(Duration.ofHours(1)));
  }

  private void handOn(String ticket) {
    String task =
        desk.admin()
            .does("commitmentTaskAdd", Map.of("ticketId", ticket, "text", "Ask"), "task { id }")
            .text("task.id");
    desk.admin()
        .does(
            "delegationStart",
            Map.of("ticketId", ticket, "taskId", task, "agentId", egon.id(), "after", "PT2H"),
            "");
    expected.add(ticket + " DelegationReturned ");
  }

  /** A chase, when an update was missed by now. */
  void ask() {
    List<String> tickets = created.keySet().stream().sorted().toList();
    String ticket = tickets.get(random.nextInt(tickets.size()));
    Instant now = desk.clock().instant();
    carla.does("ticketComment", Map.of("ticketId", ticket, "text", "Where is it?"), "");
    if (!now.isBefore(created.get(ticket).plus(UPDATE))) {
      expect(ticket, "TicketChased", now);
    }
  }

  List<String> expected() {
    return expected.stream().sorted().toList();
  }

  List<String> told() {
    return desk.happened().stream()
        .filter(event -> TOLD.contains(event.type()))
        .map(event -> event.ticketId() + " " + event.type() + " " + at(event))
        .sorted()
        .toList();
  }

  private static String at(Happened event) {
    return event.changes().stream()
        .filter(change -> change.startsWith("at: "))
        .map(change -> change.substring(change.indexOf("-> ") + 3))
        .findFirst()
        .orElse("");
  }
}
