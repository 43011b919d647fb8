package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.Happened;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SlaTest {
  private static final String CLOCKS =
      "query($id: ID!) { ticket(id: $id) { sla { nextDueAt breached atRisk clocks { kind agreement"
          + " policy { name } state atRisk target used remaining dueAt atRiskAt breachedAt steps {"
          + " atShare at } because { from to counted reason } cycles { state used } } } } }";

  @AutoClose
  private final TestDesk desk =
      TestDesk.with(PluginUnderTest.of(CalendarsPlugin.class), PluginUnderTest.of(SlaPlugin.class));

  private final TestPerson ada = desk.admin();

  @Test
  void aTicketHasTheClocksOfItsPolicy_whenItIsCreated() {
    resolutionWithin("PT4H");
    Reply seen = sla(ada.ticket("Printer"));
    assertEquals(List.of("RESOLUTION"), seen.each("ticket.sla.clocks", "kind"));
    assertEquals("2031-03-03T13:00:00.000Z", seen.text("ticket.sla.nextDueAt"));
    assertEquals("Standard", seen.text("ticket.sla.clocks.0.policy.name"));
    assertEquals("RUNNING", seen.text("ticket.sla.clocks.0.state"));
  }

  @Test
  void aFreshDesk_hasNoPolicyAndNoClocks() {
    Reply seen = sla(ada.ticket("Printer"));
    assertNull(seen.at("ticket.sla"));
  }

  @Test
  void whatIsUsed_growsWithTime_andSaysWhy() {
    resolutionWithin("PT4H");
    String ticket = ada.ticket("Printer");
    desk.advance(Duration.ofHours(1));
    wait(ticket);
    desk.advance(Duration.ofHours(5));
    Reply seen = sla(ticket);
    assertEquals("PT1H", seen.text("ticket.sla.clocks.0.used"));
    assertEquals("PT3H", seen.text("ticket.sla.clocks.0.remaining"));
    assertEquals("PAUSED", seen.text("ticket.sla.clocks.0.state"));
    assertNull(seen.at("ticket.sla.clocks.0.dueAt"));
    assertEquals(List.of("COUNTED", "PAUSED"), seen.each("ticket.sla.clocks.0.because", "reason"));
    assertEquals("2031-03-03T15:00:00.000Z", seen.text("ticket.sla.clocks.0.because.1.to"));
  }

  @Test
  void theCalendarsClosingTimes_areAmongTheReasons() {
    resolutionWithin("PT12H");
    String ticket = ada.ticket("Printer");
    desk.advance(Duration.ofHours(24));
    Reply seen = sla(ticket);
    assertEquals("PT8H", seen.text("ticket.sla.clocks.0.used"));
    assertEquals("2031-03-04T13:00:00.000Z", seen.text("ticket.sla.nextDueAt"));
    assertEquals(
        List.of("COUNTED", "OUTSIDE_HOURS"), seen.each("ticket.sla.clocks.0.because", "reason"));
  }

  @Test
  void aCompanysOwnHours_countOnItsTickets_thoughTheyAreTheOnlyOnesAssigned() {
    resolutionWithin("PT12H");
    Map<String, Object> hours =
        Map.of("days", List.of("MONDAY"), "from", "00:00", "until", "24:00");
    Map<String, Object> mondays =
        Map.of("name", "Mondays", "weeks", List.of(Map.of("hours", List.of(hours))));
    String calendar = ada.does("calendarSave", mondays, "calendar { id }").text("calendar.id");
    String company =
        ada.does("companyCreate", Map.of("name", "Acme"), "company { id }").text("company.id");
    ada.does(
        "calendarAssign",
        Map.of("subject", "COMPANY", "subjectId", company, "calendarId", calendar),
        "");
    String theirs =
        ada.does(
                "ticketCreate", Map.of("subject", "Printer", "companyId", company), "ticket { id }")
            .text("ticket.id");
    String ours = ada.ticket("Mouse");
    assertEquals("2031-03-03T21:00:00.000Z", sla(theirs).text("ticket.sla.nextDueAt"));
    assertEquals("2031-03-04T13:00:00.000Z", sla(ours).text("ticket.sla.nextDueAt"));
  }

  @Test
  void theForecast_tellsWhatWillBeLate_alsoByOtherPolicies() {
    String policy = resolutionWithin("PT4H");
    ada.ticket("Printer");
    String later = ada.ticket("Mouse");
    wait(later);
    String asked =
        "query($policies: [SlaPolicySaveInput!]) { slaForecast(until: \"2031-03-04T09:00:00Z\","
            + " policies: $policies) { breachCount ticketCount breaches(first: 5) { dueAt"
            + " ticket { subject } } } }";
    Reply plain = ada.ask(asked);
    assertEquals(1, plain.number("slaForecast.breachCount"));
    assertEquals("Printer", plain.text("slaForecast.breaches.0.ticket.subject"));
    assertEquals("2031-03-03T13:00:00.000Z", plain.text("slaForecast.breaches.0.dueAt"));
    Map<String, Object> relaxed =
        new HashMap<>(
            input("Standard", "CUSTOMER", Map.of("kind", "RESOLUTION", "spans", spans("P5D"))));
    relaxed.put("policyId", policy);
    Reply other = ada.ask(asked, Map.of("policies", List.of(relaxed)));
    assertEquals(0, other.number("slaForecast.breachCount"));
  }

  @Test
  void theReport_countsWhatWasMetAndMissed_andListsTheTickets() {
    resolutionWithin("PT4H");
    String soon = ada.ticket("Soon");
    String late = ada.ticket("Late");
    desk.advance(Duration.ofHours(1));
    ada.does("ticketResolve", Map.of("ticketId", soon), "");
    desk.advance(Duration.ofHours(5));
    ada.does("ticketResolve", Map.of("ticketId", late), "");
    Reply report =
        ada.ask(
            "{ slaReport(from: \"2031-03-03T00:00:00Z\", to: \"2031-03-05T00:00:00Z\","
                + " period: DAY, groupBy: PRIORITY) { series { kind groupName policy { name }"
                + " total { met missed attainment tickets(first: 5) { subject } }"
                + " points { from met missed attainment } } } }");
    assertEquals(List.of("NORMAL"), report.each("slaReport.series", "groupName"));
    assertEquals("0.5000", report.text("slaReport.series.0.total.attainment"));
    assertEquals(List.of("Late"), report.each("slaReport.series.0.total.tickets", "subject"));
    assertEquals(2, report.list("slaReport.series.0.points").size());
    assertEquals(1, report.number("slaReport.series.0.points.0.met"));
    assertNull(report.at("slaReport.series.0.points.1.attainment"));
  }

  @Test
  void riskAndBreach_areToldOnce_atTheirTimes() {
    resolutionWithin("PT4H");
    String ticket = ada.ticket("Printer");
    assertEquals(List.of(), subjects("filter: {slaBreached: true}"));
    desk.advance(Duration.ofHours(48));
    assertEquals(List.of("2031-03-03T12:12:00Z"), times("SlaAtRisk"));
    assertEquals(List.of("2031-03-03T13:00:00Z"), times("SlaBreached"));
    assertEquals(List.of("Printer"), subjects("filter: {slaBreached: true}"));
    assertEquals("BREACHED", sla(ticket).text("ticket.sla.clocks.0.state"));
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    assertEquals("MISSED", sla(ticket).text("ticket.sla.clocks.0.state"));
    assertEquals(List.of(), subjects("filter: {slaBreached: true}"));
  }

  @Test
  void afterTheDeskWasDown_stepsAreToldOnce_withTheirTrueTimes() {
    resolutionWithin("PT4H");
    ada.ticket("Printer");
    desk.restart(Duration.ofDays(7));
    desk.settle();
    assertEquals(List.of("2031-03-03T12:12:00Z"), times("SlaAtRisk"));
    assertEquals(List.of("2031-03-03T13:00:00Z"), times("SlaBreached"));
    assertEquals(
        Instant.parse("2031-03-10T09:00:00Z"), desk.happened("SlaBreached").getFirst().at());
    desk.kill();
    desk.advance(Duration.ofDays(1));
    assertEquals(1, desk.happened("SlaBreached").size());
  }

  @Test
  void aStepAtTheVeryBegin_isTold_whenTheTicketIsCreated() {
    policy(
        Map.of(
            "kind",
            "RESOLUTION",
            "spans",
            spans("PT4H"),
            "steps",
            List.of(Map.of("before", "PT4H"))));
    ada.ticket("Printer");
    desk.settle();
    assertEquals(List.of("2031-03-03T09:00:00Z"), times("SlaWarned"));
  }

  @Test
  void anEscalation_doesWhatThePolicySays_once() {
    policy(
        Map.of(
            "kind",
            "RESOLUTION",
            "spans",
            spans("PT4H"),
            "steps",
            List.of(
                Map.of(
                    "atShare",
                    50,
                    "actions",
                    List.of(
                        Map.of("deed", "NOTE"),
                        Map.of("deed", "ASSIGN", "assigneeId", ada.id()),
                        Map.of("deed", "PRIORITIZE", "priority", "URGENT"))))));
    String ticket = ada.ticket("Printer");
    desk.advance(Duration.ofHours(3));
    assertEquals(List.of("2031-03-03T11:00:00Z"), times("SlaWarned"));
    Reply seen =
        ada.ask(
            "query($id: ID!) { ticket(id: $id) { priority assignee { name } messages(first: 9,"
                + " kind: NOTE) { nodes { text } } } }",
            Map.of("id", ticket));
    assertEquals("URGENT", seen.text("ticket.priority"));
    assertEquals("Ada", seen.text("ticket.assignee.name"));
    assertEquals(
        List.of("The policy Standard: resolution, at 2031-03-03T11:00:00Z."),
        seen.each("ticket.messages.nodes", "text"));
    desk.advance(Duration.ofDays(3));
    assertEquals(1, desk.happened("SlaWarned").size());
  }

  @Test
  void aNewPriority_getsItsTarget_andPausesSurvive() {
    policy(
        Map.of(
            "kind",
            "RESOLUTION",
            "spans",
            List.of(
                Map.of("priority", "NORMAL", "allowed", "PT8H"),
                Map.of("priority", "URGENT", "allowed", "PT4H"))));
    String ticket = ada.ticket("Printer");
    desk.advance(Duration.ofHours(1));
    wait(ticket);
    desk.advance(Duration.ofHours(1));
    ada.does("ticketPrioritize", Map.of("ticketId", ticket, "priority", "URGENT"), "");
    desk.advance(Duration.ofHours(1));
    open(ticket);
    Reply seen = sla(ticket);
    assertEquals("PT1H", seen.text("ticket.sla.clocks.0.used"));
    assertEquals("PT4H", seen.text("ticket.sla.clocks.0.target"));
    assertEquals("2031-03-03T15:00:00.000Z", seen.text("ticket.sla.clocks.0.dueAt"));
    assertEquals(List.of("COUNTED", "PAUSED"), seen.each("ticket.sla.clocks.0.because", "reason"));
  }

  @Test
  void aStaffAnswer_meetsTheFirstResponse_andAPluginsTextDoesNot() {
    policy(
        Map.of(
            "kind",
            "FIRST_RESPONSE",
            "spans",
            spans("PT4H"),
            "steps",
            List.of(
                Map.of(
                    "atShare",
                    25,
                    "actions",
                    List.of(Map.of("deed", "COMMENT", "text", "We are on it."))))));
    String ticket = ada.ticket("Printer");
    desk.advance(Duration.ofHours(2));
    assertEquals("RUNNING", sla(ticket).text("ticket.sla.clocks.0.state"));
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "Which printer?"), "");
    assertEquals("MET", sla(ticket).text("ticket.sla.clocks.0.state"));
    assertEquals("PT2H", sla(ticket).text("ticket.sla.clocks.0.used"));
  }

  @Test
  void aContact_seesWhatThePolicyShows_withoutReasons() {
    resolutionWithin("PT4H");
    save("Inside", "OPERATIONAL", Map.of("kind", "ASSIGNMENT", "spans", spans("PT1H")), Map.of());
    TestPerson carla = desk.contact("Carla");
    String ticket =
        ada.does(
                "ticketCreate",
                Map.of("subject", "Printer", "requesterId", carla.id()),
                "ticket { id }")
            .text("ticket.id");
    Reply seen = carla.ask(CLOCKS, Map.of("id", ticket));
    assertEquals(List.of("RESOLUTION"), seen.each("ticket.sla.clocks", "kind"));
    assertEquals("2031-03-03T13:00:00.000Z", seen.text("ticket.sla.clocks.0.dueAt"));
    assertNull(seen.at("ticket.sla.clocks.0.policy"));
    assertNull(seen.at("ticket.sla.clocks.0.used"));
    assertEquals(List.of(), seen.list("ticket.sla.clocks.0.because"));
    assertEquals(2, sla(ticket).list("ticket.sla.clocks").size());
  }

  @Test
  void ticketsThatWereThere_getTheirClocks_andListsFollow() {
    for (int i = 0; i < 7; i++) {
      ada.ticket("Old " + i);
      desk.advance(Duration.ofMinutes(i % 2));
    }
    // More than are counted anew at a time.
    for (int i = 0; i < 250; i++) {
      ada.ticket("More");
    }
    resolutionWithin("PT4H");
    desk.settle();
    assertEquals(
        "257",
        ada.ask("{ tickets(first: 9, filter: {slaDueAt: {isNull: false}}) { totalCount } }")
            .text("tickets.totalCount"));
    assertEquals("Old 0", subjects("orderBy: [{field: SLA_DUE_AT}]").getFirst());
    Reply recount = ada.ask("{ slaRecount { done total finishedAt } }");
    assertEquals("257", recount.text("slaRecount.done"));
  }

  @Test
  void anEdit_isSeenAtOnce_andListsFollow() {
    String policy = resolutionWithin("PT4H");
    String ticket = ada.ticket("Printer");
    desk.advance(Duration.ofHours(1));
    save(
        "Standard",
        "CUSTOMER",
        Map.of("kind", "RESOLUTION", "spans", spans("PT2H")),
        Map.of("policyId", policy));
    assertEquals("2031-03-03T11:00:00.000Z", sla(ticket).text("ticket.sla.nextDueAt"));
    desk.settle();
    assertEquals(
        List.of("Printer"), subjects("filter: {slaDueAt: {lt: \"2031-03-03T11:30:00Z\"}}"));
  }

  @Test
  void aMergedTicketsClocks_areCancelled_andGoOnWhenItIsTakenBack() {
    resolutionWithin("PT4H");
    String one = ada.ticket("Printer");
    String other = ada.ticket("Printer again");
    desk.advance(Duration.ofHours(1));
    ada.does("ticketMerge", Map.of("ticketId", other, "intoTicketId", one), "");
    assertEquals("CANCELLED", sla(other).text("ticket.sla.clocks.0.state"));
    desk.advance(Duration.ofHours(1));
    ada.does("ticketUnmerge", Map.of("ticketId", other), "");
    Reply seen = sla(other);
    assertEquals("RUNNING", seen.text("ticket.sla.clocks.0.state"));
    assertEquals("PT1H", seen.text("ticket.sla.clocks.0.used"));
    assertEquals(List.of("COUNTED", "MERGED"), seen.each("ticket.sla.clocks.0.because", "reason"));
  }

  @Test
  void whatHappenedWhileThePluginWasAway_isTakenUp() {
    resolutionWithin("PT4H");
    String ticket = ada.ticket("Printer");
    desk.disable("sla");
    desk.advance(Duration.ofHours(1));
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    desk.advance(Duration.ofHours(6));
    desk.enable("sla");
    desk.settle();
    assertEquals("MET", sla(ticket).text("ticket.sla.clocks.0.state"));
    assertEquals("PT1H", sla(ticket).text("ticket.sla.clocks.0.used"));
    assertEquals(List.of(), desk.happened("SlaBreached"));
  }

  @Test
  void whatWasSaidWhileThePluginWasAway_isTakenUpAtItsTime() {
    policy(Map.of("kind", "FIRST_RESPONSE", "spans", spans("PT4H")));
    String ticket = ada.ticket("Printer");
    desk.disable("sla");
    desk.advance(Duration.ofHours(1));
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "Which printer?"), "");
    desk.advance(Duration.ofHours(1));
    desk.enable("sla");
    desk.settle();
    Reply seen = sla(ticket);
    assertEquals("MET", seen.text("ticket.sla.clocks.0.state"));
    assertEquals("PT1H", seen.text("ticket.sla.clocks.0.used"));
  }

  @Test
  void whatWasSaidWhileThePluginWasAway_isTakenUp_alsoByTheNextChange() {
    policy(Map.of("kind", "FIRST_RESPONSE", "spans", spans("PT4H")));
    String ticket = ada.ticket("Printer");
    desk.disable("sla");
    desk.advance(Duration.ofHours(1));
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "Which printer?"), "");
    desk.advance(Duration.ofHours(1));
    desk.enable("sla");
    wait(ticket);
    desk.settle();
    assertEquals("MET", sla(ticket).text("ticket.sla.clocks.0.state"));
    assertEquals("PT1H", sla(ticket).text("ticket.sla.clocks.0.used"));
  }

  @Test
  void onlyWhoMay_editsPolicies_andNoneAsksForTheClocksItMakes() {
    TestPerson bob = desk.agent("Bob", "technician");
    Done tried =
        bob.tries(
            "slaPolicySave",
            input("Mine", "CUSTOMER", Map.of("kind", "RESOLUTION", "spans", spans("PT4H"))),
            "");
    assertEquals(List.of("PERMISSION_MISSING"), tried.problems());
    Map<String, Object> late = Map.of("not", Map.of("or", List.of(Map.of("slaBreached", true))));
    Map<String, Object> wish =
        new HashMap<>(
            input("Late", "CUSTOMER", Map.of("kind", "RESOLUTION", "spans", spans("PT4H"))));
    wish.put("filter", late);
    assertEquals(
        List.of("SLA_CONDITION_CIRCULAR"), ada.tries("slaPolicySave", wish, "").problems());
    wish.put("filter", Map.of("subject", Map.of("eq", "slaBreached")));
    ada.does("slaPolicySave", wish, "");
  }

  private String resolutionWithin(String span) {
    return policy(Map.of("kind", "RESOLUTION", "spans", spans(span)));
  }

  private String policy(Map<String, Object> target) {
    return save("Standard", "CUSTOMER", target, Map.of());
  }

  private String save(
      String name, String agreement, Map<String, Object> target, Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>(input(name, agreement, target));
    input.putAll(more);
    return ada.does("slaPolicySave", input, "policy { id }").text("policy.id");
  }

  private static Map<String, Object> input(
      String name, String agreement, Map<String, Object> target) {
    return Map.of("name", name, "agreement", agreement, "targets", List.of(target));
  }

  private static List<Map<String, String>> spans(String span) {
    return List.of(Map.of("priority", "NORMAL", "allowed", span));
  }

  private void wait(String ticket) {
    ada.does(
        "ticketChangeStatus", Map.of("ticketId", ticket, "status", "waiting_on_requester"), "");
  }

  private void open(String ticket) {
    ada.does("ticketChangeStatus", Map.of("ticketId", ticket, "status", "open"), "");
  }

  private Reply sla(String ticket) {
    return ada.ask(CLOCKS, Map.of("id", ticket));
  }

  private List<String> times(String type) {
    return desk.happened(type).stream()
        .map(Happened::changes)
        .flatMap(List::stream)
        .filter(change -> change.startsWith("at: "))
        .map(change -> change.substring("at: null -> ".length()))
        .toList();
  }

  private List<Object> subjects(String arguments) {
    return ada.ask("{ tickets(first: 10, " + arguments + ") { nodes { subject } } }")
        .each("tickets.nodes", "subject");
  }
}
