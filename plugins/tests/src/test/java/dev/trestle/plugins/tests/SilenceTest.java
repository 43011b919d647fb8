package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.commitments.CommitmentsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.Happened;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final String SEEN =
      "query($id: ID!) { ticket(id: $id) { assignee { name } commitments { nextUpdateDueAt"
          + " updateMissed chaseCount silences { reason since } tasks { id text origin agent {"
          + " name } } delegations { state } } messages(first: 9, kind: NOTE) { nodes { text } } } }";

  @AutoClose
  private final TestDesk desk =
      TestDesk.with(
          PluginUnderTest.of(CalendarsPlugin.class),
          PluginUnderTest.of(SlaPlugin.class),
          PluginUnderTest.of(CommitmentsPlugin.class));

  private final TestPerson ada = desk.admin();
  private final TestPerson carla = desk.contact("Carla");

  @Test
  void theNextUpdate_isOwedInWorkingTime_andEachWordOfStaffSetsAnother() {
    policy(Map.of("workingTime", true), rule("UPDATE", "PT6H"));
    String ticket = ticket();
    assertEquals("2031-03-03T15:00:00.000Z", nextUpdate(ticket));
    desk.advance(Duration.ofHours(3));
    ada.does("ticketNote", Map.of("ticketId", ticket, "text", "Hm"), "");
    assertEquals("2031-03-03T15:00:00.000Z", nextUpdate(ticket));
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "On it"), "");
    // Five hours until closing time, and one on the next morning.
    assertEquals("2031-03-04T10:00:00.000Z", nextUpdate(ticket));
    assertEquals(
        "2031-03-04T10:00:00.000Z",
        carla
            .ask(
                "query($id: ID!) { ticket(id: $id) { commitments { nextUpdateDueAt } } }",
                Map.of("id", ticket))
            .text("ticket.commitments.nextUpdateDueAt"));
  }

  @Test
  void aMissedUpdate_isToldOnceAtItsTime_alsoAfterTheDeskWasDown() {
    policy(Map.of(), rule("UPDATE", "PT4H"));
    String ticket = ticket();
    desk.restart(Duration.ofDays(3));
    desk.settle();
    desk.kill();
    desk.settle();
    assertEquals(List.of("at: null -> 2031-03-03T13:00:00Z"), changes("UpdateMissed"));
    assertEquals("true", seen(ticket).text("ticket.commitments.updateMissed"));
    assertEquals(List.of("UPDATE_MISSED"), seen(ticket).each("ticket.commitments.tasks", "origin"));
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "Sorry"), "");
    assertEquals("false", seen(ticket).text("ticket.commitments.updateMissed"));
    assertEquals(List.of(), seen(ticket).list("ticket.commitments.tasks"));
    assertEquals(1, desk.happened("UpdateMissed").size());
  }

  @Test
  void whoAsksAfterAMissedUpdate_chases() {
    policy(Map.of(), rule("UPDATE", "PT4H"));
    String ticket = ticket();
    comment(ticket);
    assertEquals("0", seen(ticket).text("ticket.commitments.chaseCount"));
    assertEquals(
        List.of("CHASE_WITHOUT_NEED"),
        ada.tries("chaseRecord", Map.of("ticketId", ticket), "").problems());
    desk.advance(Duration.ofHours(5));
    comment(ticket);
    desk.advance(Duration.ofHours(1));
    ada.does("chaseRecord", Map.of("ticketId", ticket, "channel", "PHONE"), "");
    desk.kill();
    desk.settle();
    assertEquals("2", seen(ticket).text("ticket.commitments.chaseCount"));
    assertEquals(
        List.of("Printer"),
        ada.ask("{ tickets(first: 9, filter: {chaseCount: {gt: 1}}) { nodes { subject } } }")
            .each("tickets.nodes", "subject"));
    assertEquals("1 2", figures("updatesMissed", "chases"));
  }

  /** Found by a desk that was killed between the two, with a clock that had stood still. */
  @Test
  void twoWhoAskAtTheSameInstant_chaseTwice() {
    policy(Map.of(), rule("UPDATE", "PT4H"));
    String ticket = ticket();
    desk.advance(Duration.ofHours(5));
    comment(ticket);
    comment(ticket);
    assertEquals("2", seen(ticket).text("ticket.commitments.chaseCount"));
    assertEquals("1 2", figures("updatesMissed", "chases"));
    desk.disable("commitments");
    desk.enable("commitments");
    desk.settle();
    assertEquals("2", seen(ticket).text("ticket.commitments.chaseCount"));
  }

  @Test
  void anotherPriority_hasItsOwnSpan_andPausedTicketsOweNothing() {
    policy(
        Map.of(),
        Map.of(
            "kind",
            "UPDATE",
            "spans",
            List.of(
                Map.of("priority", "NORMAL", "allowed", "PT8H"),
                Map.of("priority", "URGENT", "allowed", "PT2H"))));
    String ticket = ticket();
    desk.advance(Duration.ofHours(1));
    ada.does("ticketPrioritize", Map.of("ticketId", ticket, "priority", "URGENT"), "");
    assertEquals("2031-03-03T11:00:00.000Z", nextUpdate(ticket));
    status(ticket, "waiting_on_requester");
    assertNull(seen(ticket).at("ticket.commitments.nextUpdateDueAt"));
    desk.advance(Duration.ofHours(5));
    status(ticket, "open");
    assertEquals("2031-03-03T17:00:00.000Z", nextUpdate(ticket));
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    assertNull(seen(ticket).at("ticket.commitments.nextUpdateDueAt"));
  }

  @Test
  void theCrackList_namesEachSilentTicketWithItsReasons() {
    policy(
        Map.of(),
        rule("NO_OWNER", "PT1H"),
        rule("NO_NEXT_ACTION", "PT2H"),
        rule("NO_WORD", "PT3H"));
    String ticket = ticket();
    assertEquals(List.of(), silent());
    desk.advance(Duration.ofHours(4));
    assertEquals(
        List.of(
            "NO_OWNER 2031-03-03T10:00:00.000Z",
            "NO_NEXT_ACTION 2031-03-03T11:00:00.000Z",
            "NO_WORD 2031-03-03T12:00:00.000Z"),
        silent());
    assertEquals(3, desk.happened("TicketFellSilent").size());
    ada.does("ticketAssign", Map.of("ticketId", ticket, "assigneeId", ada.id()), "");
    ada.does("commitmentTaskAdd", Map.of("ticketId", ticket, "text", "Order"), "");
    assertEquals(List.of("NO_WORD 2031-03-03T12:00:00.000Z"), silent());
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "Ordered"), "");
    assertEquals(List.of(), silent());
    assertEquals(1, desk.happened("TicketSilenceEnded").size());
  }

  @Test
  void ticketsThatWereThere_areOnTheListToo_whenAPolicyComes() {
    ticket();
    desk.advance(Duration.ofDays(2));
    policy(Map.of(), rule("NO_WORD", "PT3H"), rule("UPDATE", "PT3H"));
    desk.settle();
    assertEquals(List.of("NO_WORD 2031-03-03T12:00:00.000Z"), silent());
    assertEquals(List.of(), desk.happened("UpdateMissed"));
  }

  @Test
  void onlyWhatThePolicysFilterNames_isAskedFor_andOnlyManagersEditIt() {
    policy(Map.of("filter", Map.of("priority", Map.of("eq", "URGENT"))), rule("UPDATE", "PT1H"));
    String ticket = ticket();
    assertNull(seen(ticket).at("ticket.commitments.nextUpdateDueAt"));
    ada.does("ticketPrioritize", Map.of("ticketId", ticket, "priority", "URGENT"), "");
    desk.settle();
    assertNull(seen(ticket).at("ticket.commitments.nextUpdateDueAt"));
    TestPerson bob = desk.agent("Bob", "technician");
    Map<String, Object> mine = Map.of("name", "Mine", "rules", List.of(rule("NO_WORD", "PT1H")));
    assertEquals(
        List.of("PERMISSION_MISSING"), bob.tries("commitmentPolicySave", mine, "").problems());
    Map<String, Object> circle = new HashMap<>(mine);
    circle.put("filter", Map.of("not", Map.of("silent", true)));
    assertEquals(
        List.of("COMMITMENT_CONDITION_CIRCULAR"),
        ada.tries("commitmentPolicySave", circle, "").problems());
  }

  @Test
  void whatIsHandedOn_comesBackOnSilence_withANoteToBoth() {
    TestPerson bob = desk.agent("Bob", "technician");
    ada.does("agentEdit", Map.of("agentId", bob.id(), "locale", "de"), "");
    String ticket = ticket();
    handOn(ticket, bob);
    assertEquals("Bob", seen(ticket).text("ticket.assignee.name"));
    desk.restart(Duration.ofDays(1));
    desk.settle();
    desk.kill();
    desk.settle();
    Reply seen = seen(ticket);
    assertEquals("Ada", seen.text("ticket.assignee.name"));
    assertEquals(List.of("RETURNED"), seen.each("ticket.commitments.delegations", "state"));
    assertEquals(
        List.of(
            "Ada gave this to Bob until 2031-03-03 11:00 UTC. Nothing was done by then, so it is"
                + " back with Ada.",
            "Ada hat das bis 2031-03-03 11:00 UTC an Bob gegeben. Bis dahin ist nichts geschehen,"
                + " darum liegt es wieder bei Ada."),
        seen.each("ticket.messages.nodes", "text"));
    assertEquals(1, desk.happened("DelegationReturned").size());
  }

  @Test
  void whoDoesSomething_keepsIt() {
    TestPerson bob = desk.agent("Bob", "technician");
    String ticket = ticket();
    handOn(ticket, bob);
    desk.advance(Duration.ofHours(1));
    ada.does("ticketNote", Map.of("ticketId", ticket, "text", "Well?"), "");
    assertEquals(List.of("WAITING"), seen(ticket).each("ticket.commitments.delegations", "state"));
    bob.does("ticketNote", Map.of("ticketId", ticket, "text", "Looking"), "");
    desk.advance(Duration.ofDays(1));
    assertEquals("Bob", seen(ticket).text("ticket.assignee.name"));
    assertEquals(List.of("TAKEN_UP"), seen(ticket).each("ticket.commitments.delegations", "state"));
  }

  @Test
  void aTaskThatIsHandedOn_comesBackToo() {
    TestPerson bob = desk.agent("Bob", "technician");
    String ticket = ticket();
    String task =
        ada.does("commitmentTaskAdd", Map.of("ticketId", ticket, "text", "Call"), "task { id }")
            .text("task.id");
    Map<String, Object> start =
        Map.of("ticketId", ticket, "taskId", task, "agentId", bob.id(), "after", "PT2H");
    ada.does("delegationStart", start, "");
    Done twice = ada.tries("delegationStart", start, "");
    assertEquals(List.of("DELEGATION_WAITS"), twice.problems());
    assertEquals("Bob", seen(ticket).text("ticket.commitments.tasks.0.agent.name"));
    desk.advance(Duration.ofHours(3));
    assertEquals("Ada", seen(ticket).text("ticket.commitments.tasks.0.agent.name"));
    ada.does("commitmentTaskDone", Map.of("taskId", task), "");
    assertEquals(List.of(), seen(ticket).list("ticket.commitments.tasks"));
  }

  private void handOn(String ticket, TestPerson to) {
    ada.does(
        "delegationStart", Map.of("ticketId", ticket, "agentId", to.id(), "after", "PT2H"), "");
  }

  private String ticket() {
    return ada.does(
            "ticketCreate",
            Map.of("subject", "Printer", "requesterId", carla.id()),
            "ticket { id }")
        .text("ticket.id");
  }

  private void comment(String ticket) {
    carla.does("ticketComment", Map.of("ticketId", ticket, "text", "Any news?"), "");
  }

  private void status(String ticket, String status) {
    ada.does("ticketChangeStatus", Map.of("ticketId", ticket, "status", status), "");
  }

  @SafeVarargs
  private void policy(Map<String, Object> more, Map<String, Object>... rules) {
    Map<String, Object> input = new HashMap<>();
    input.put("name", "Standard");
    input.put("workingTime", false);
    input.put("rules", List.of(rules));
    input.putAll(more);
    ada.does("commitmentPolicySave", input, "");
    desk.settle();
  }

  private static Map<String, Object> rule(String kind, String span) {
    return Map.of("kind", kind, "spans", List.of(Map.of("priority", "NORMAL", "allowed", span)));
  }

  private Reply seen(String ticket) {
    return ada.ask(SEEN, Map.of("id", ticket));
  }

  private String nextUpdate(String ticket) {
    return seen(ticket).text("ticket.commitments.nextUpdateDueAt");
  }

  private List<String> silent() {
    Reply seen = ada.ask("{ silentTickets(first: 9) { nodes { silences { reason since } } } }");
    return seen.list("silentTickets.nodes").isEmpty()
        ? List.of()
        : seen.list("silentTickets.nodes.0.silences").stream()
            .map(each -> (Map<?, ?>) each)
            .map(each -> each.get("reason") + " " + each.get("since"))
            .toList();
  }

  private String figures(String one, String other) {
    String total = "commitmentsReport.series.0.total.";
    Reply report =
        ada.ask(
            "{ commitmentsReport(from: \"2031-03-01T00:00:00Z\", to: \"2031-04-01T00:00:00Z\") {"
                + " series { total { updatesMissed chases } } } }");
    return report.text(total + one) + " " + report.text(total + other);
  }

  private List<String> changes(String type) {
    return desk.happened(type).stream().map(Happened::changes).flatMap(List::stream).toList();
  }
}
