package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
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

/** How lists and forecasts show clocks, and to whom. */
class SlaListsTest {
  private static final String CLOCKS =
      "query($id: ID!) { ticket(id: $id) { sla { nextDueAt breached atRisk clocks { kind agreement"
          + " policy { name } state target used remaining dueAt breachedAt atRiskAt"
          + " steps { at } because { from } cycles { state } } } } }";

  @AutoClose
  private final TestDesk desk =
      TestDesk.with(PluginUnderTest.of(CalendarsPlugin.class), PluginUnderTest.of(SlaPlugin.class));

  private final TestPerson ada = desk.admin();

  @Test
  void ticketsAreSortedByWhatRemains_pausedOnesAmongThem() {
    policy("Standard", "CUSTOMER", "RESOLUTION", Map.of("NORMAL", "PT4H", "URGENT", "PT2H"));
    ticket("Calm", "NORMAL");
    String paused = ticket("Paused", "NORMAL");
    desk.advance(Duration.ofMinutes(30));
    waits(paused);
    desk.advance(Duration.ofMinutes(30));
    ticket("Pressing", "URGENT");
    ticket("Without", "LOW");
    assertEquals(
        List.of("Pressing", "Calm", "Paused", "Without"),
        subjects("orderBy: [{field: SLA_REMAINING}]"));
    assertEquals(
        List.of("Without", "Paused"),
        subjects("orderBy: [{field: SLA_DUE_AT}]").subList(2, 4).reversed());
    assertEquals(
        List.of("Pressing", "Calm", "Paused"),
        subjects("orderBy: [{field: SLA_REMAINING}], filter: {slaUsedUpAt: {isNull: false}}"));
    assertEquals(
        List.of("Pressing", "Calm"),
        subjects("orderBy: [{field: SLA_AT_RISK_AT}], filter: {slaAtRiskAt: {isNull: false}}"));
  }

  @Test
  void lateTicketsAreSortedByWhenTheyBecameLate() {
    policy("Standard", "CUSTOMER", "RESOLUTION", Map.of("NORMAL", "PT4H", "URGENT", "PT2H"));
    ticket("First", "URGENT");
    desk.advance(Duration.ofHours(1));
    ticket("Third", "NORMAL");
    ticket("Second", "URGENT");
    desk.advance(Duration.ofHours(6));
    ticket("On time", "NORMAL");
    String late = "orderBy: [{field: SLA_BREACHED_AT}], filter: ";
    assertEquals(List.of("First", "Second", "Third"), subjects(late + "{slaBreached: true}"));
    assertEquals(
        List.of("First"), subjects(late + "{slaBreachedAt: {lt: \"2031-03-03T12:00:00Z\"}}"));
    assertEquals(
        List.of("First", "Second", "Third"), subjects(late + "{slaState: {eq: BREACHED}}"));
  }

  @Test
  void aContactSeesTheCustomersClocksAlone_andStaffAll() {
    policy("Gold", "CUSTOMER", "RESOLUTION", Map.of("NORMAL", "PT4H"));
    policy("Desk", "OPERATIONAL", "ASSIGNMENT", Map.of("NORMAL", "PT1H"));
    policy("Vendor", "SUPPLIER", "SUPPLIER", Map.of("NORMAL", "PT1H"));
    TestPerson carla = desk.contact("Carla");
    String ticket =
        ada.does(
                "ticketCreate",
                Map.of("subject", "Printer", "requesterId", carla.id()),
                "ticket { id }")
            .text("ticket.id");
    desk.advance(Duration.ofHours(2));
    Reply outside = carla.ask(CLOCKS, Map.of("id", ticket));
    assertEquals(List.of("RESOLUTION"), outside.each("ticket.sla.clocks", "kind"));
    assertEquals("RUNNING", outside.text("ticket.sla.clocks.0.state"));
    assertEquals("PT4H", outside.text("ticket.sla.clocks.0.target"));
    // The assignment is late, which is nobody's business outside.
    assertEquals(false, outside.at("ticket.sla.breached"));
    assertEquals("2031-03-03T13:00:00.000Z", outside.text("ticket.sla.nextDueAt"));
    for (String inside : List.of("policy", "used", "remaining", "atRiskAt")) {
      assertNull(outside.at("ticket.sla.clocks.0." + inside), inside);
    }
    for (String inside : List.of("steps", "because", "cycles")) {
      assertEquals(List.of(), outside.list("ticket.sla.clocks.0." + inside), inside);
    }
    Reply staff = ada.ask(CLOCKS, Map.of("id", ticket));
    assertEquals(List.of("RESOLUTION", "ASSIGNMENT"), staff.each("ticket.sla.clocks", "kind"));
    assertEquals(true, staff.at("ticket.sla.breached"));
    assertEquals("Gold", staff.text("ticket.sla.clocks.0.policy.name"));
    assertEquals("PT2H", staff.text("ticket.sla.clocks.0.used"));
  }

  @Test
  void aContactNeitherFiltersNorSortsByClocks_norReadsPolicies() {
    policy("Gold", "CUSTOMER", "RESOLUTION", Map.of("NORMAL", "PT4H"));
    TestPerson carla = desk.contact("Carla");
    for (String asked :
        List.of(
            "{ tickets(first: 1, filter: {slaBreached: true}) { totalCount } }",
            "{ tickets(first: 1, filter: {not: {slaUsedUpAt: {isNull: true}}}) { totalCount } }",
            "{ tickets(first: 1, orderBy: [{field: SLA_REMAINING}]) { totalCount } }")) {
      assertEquals(List.of("FILTER_FORBIDDEN"), carla.ask(asked).errorCodes(), asked);
    }
    for (String asked :
        List.of(
            "{ slaPolicies(first: 1) { totalCount } }",
            "{ slaRecount { done } }",
            "{ slaForecast(until: \"2031-03-04T00:00:00Z\") { breachCount } }",
            "{ slaReport(from: \"2031-03-03T00:00:00Z\", to: \"2031-03-04T00:00:00Z\")"
                + " { series { kind } } }")) {
      assertEquals(List.of("FIELD_FORBIDDEN"), carla.ask(asked).errorCodes(), asked);
    }
  }

  @Test
  void theForecast_tellsWhatAChangedCalendarWouldMake_withoutChangingIt() {
    policy("Standard", "CUSTOMER", "RESOLUTION", Map.of("NORMAL", "PT10H"));
    ticket("Printer", "NORMAL");
    String calendar =
        ada.ask("{ calendars(first: 1) { nodes { id } } }").text("calendars.nodes.0.id");
    Map<String, Object> late = Map.of("days", List.of("MONDAY"), "from", "09:00", "until", "20:00");
    Map<String, Object> longer =
        Map.of("calendarId", calendar, "weeks", List.of(Map.of("hours", List.of(late))));
    String asked =
        "query($calendars: [CalendarSaveInput!]) { slaForecast(until: \"2031-03-04T00:00:00Z\","
            + " calendars: $calendars) { breachCount breaches(first: 5) { dueAt } } }";
    assertEquals(0, ada.ask(asked).number("slaForecast.breachCount"));
    Reply other = ada.ask(asked, Map.of("calendars", List.of(longer)));
    assertEquals(1, other.number("slaForecast.breachCount"));
    assertEquals("2031-03-03T19:00:00.000Z", other.text("slaForecast.breaches.0.dueAt"));
    assertEquals(0, ada.ask(asked).number("slaForecast.breachCount"));
    assertEquals(List.of(), desk.happened("CalendarChanged"));
    Map<String, Object> unnamed = Map.of("calendars", List.of(Map.of("name", "New")));
    assertEquals(List.of("SLA_FORECAST_CALENDAR"), ada.ask(asked, unnamed).errorCodes());
  }

  private void policy(String name, String agreement, String kind, Map<String, String> spans) {
    List<Map<String, String>> all =
        spans.entrySet().stream()
            .map(span -> Map.of("priority", span.getKey(), "allowed", span.getValue()))
            .toList();
    ada.does(
        "slaPolicySave",
        Map.of(
            "name",
            name,
            "agreement",
            agreement,
            "targets",
            List.of(Map.of("kind", kind, "spans", all))),
        "");
  }

  private String ticket(String subject, String priority) {
    Map<String, Object> input = new HashMap<>(Map.of("subject", subject, "priority", priority));
    return ada.does("ticketCreate", input, "ticket { id }").text("ticket.id");
  }

  private void waits(String ticket) {
    ada.does(
        "ticketChangeStatus", Map.of("ticketId", ticket, "status", "waiting_on_requester"), "");
  }

  private List<Object> subjects(String arguments) {
    return ada.ask("{ tickets(first: 10, " + arguments + ") { nodes { subject } } }")
        .each("tickets.nodes", "subject");
  }
}
