package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.Happened;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where it is not plain what late means, or what was missed. */
class SlaEdgesTest {
  private static final String RESULT =
      "query($id: ID!) { ticket(id: $id) { sla { nextDueAt breached atRisk clocks { state remaining"
          + " breachedAt cycles { state } } } } }";

  @AutoClose
  private final TestDesk desk =
      TestDesk.with(PluginUnderTest.of(CalendarsPlugin.class), PluginUnderTest.of(SlaPlugin.class));

  private final TestPerson ada = desk.admin();

  @Test
  void aBudgetUsedUpAtClosingTime_isLateFromTheNextOpeningOn() {
    policy("CONTINUE");
    String done = ada.ticket("Done in the night");
    String late = ada.ticket("Late");
    desk.advance(Duration.ofHours(11));
    Reply night = result(late);
    assertEquals("RUNNING", night.text("ticket.sla.clocks.0.state"));
    assertEquals("PT0S", night.text("ticket.sla.clocks.0.remaining"));
    assertEquals("2031-03-03T17:00:00.000Z", night.text("ticket.sla.nextDueAt"));
    assertEquals(true, night.at("ticket.sla.atRisk"));
    ada.does("ticketResolve", Map.of("ticketId", done), "");
    assertEquals("MET", result(done).text("ticket.sla.clocks.0.state"));
    assertEquals(List.of(), desk.happened("SlaBreached"));
    desk.advance(Duration.ofDays(1));
    assertEquals(List.of("at: null -> 2031-03-04T09:00:00Z"), instants());
    assertEquals("2031-03-04T09:00:00.000Z", result(late).text("ticket.sla.clocks.0.breachedAt"));
  }

  @Test
  void aBreachThatARestartGaveUp_staysInTheReport() {
    policy("RESTART");
    String ticket = ada.ticket("Printer");
    desk.advance(Duration.ofDays(2));
    ada.does("ticketPrioritize", Map.of("ticketId", ticket, "priority", "URGENT"), "");
    desk.advance(Duration.ofHours(1));
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    assertEquals(
        List.of("CANCELLED", "MET"), result(ticket).each("ticket.sla.clocks.0.cycles", "state"));
    Reply report =
        ada.ask(
            "{ slaReport(from: \"2031-03-03T00:00:00Z\", to: \"2031-03-10T00:00:00Z\")"
                + " { series { total { met missed } } } }");
    assertEquals(1, report.number("slaReport.series.0.total.met"));
    assertEquals(1, report.number("slaReport.series.0.total.missed"));
  }

  @Test
  void aTicketThatWasMergedWhileThePluginWasAway_hasItsClocksCancelled() {
    policy("CONTINUE");
    String one = ada.ticket("Printer");
    String other = ada.ticket("Printer again");
    desk.settle();
    desk.disable("sla");
    desk.advance(Duration.ofHours(1));
    ada.does("ticketMerge", Map.of("ticketId", other, "intoTicketId", one), "");
    desk.advance(Duration.ofHours(1));
    desk.enable("sla");
    desk.settle();
    assertEquals("CANCELLED", result(other).text("ticket.sla.clocks.0.state"));
    assertEquals("RUNNING", result(one).text("ticket.sla.clocks.0.state"));
    ada.does("ticketUnmerge", Map.of("ticketId", other), "");
    assertEquals("RUNNING", result(other).text("ticket.sla.clocks.0.state"));
    assertEquals("PT7H", result(other).text("ticket.sla.clocks.0.remaining"));
  }

  @Test
  void whatWasMergedIntoATicketWhileThePluginWasAway_makesItAsOldAsThat() {
    policy("CONTINUE", "EARLIEST");
    String older = ada.ticket("Printer");
    desk.advance(Duration.ofHours(1));
    String one = ada.ticket("Printer again");
    desk.settle();
    desk.disable("sla");
    desk.advance(Duration.ofHours(1));
    ada.does("ticketMerge", Map.of("ticketId", older, "intoTicketId", one), "");
    desk.advance(Duration.ofHours(1));
    desk.enable("sla");
    desk.settle();
    assertEquals("PT5H", result(one).text("ticket.sla.clocks.0.remaining"));
    desk.disable("sla");
    ada.does("ticketUnmerge", Map.of("ticketId", older), "");
    desk.enable("sla");
    desk.settle();
    assertEquals("PT6H", result(one).text("ticket.sla.clocks.0.remaining"));
  }

  @Test
  void aTargetWithoutASpan_isRefused_becauseNobodyWouldBePromisedAnything() {
    Map<String, Object> target = Map.of("kind", "RESOLUTION", "spans", List.of());
    Map<String, Object> policy =
        Map.of("name", "Empty", "agreement", "CUSTOMER", "targets", List.of(target));
    assertEquals(List.of("SLA_SPANS_MISSING"), ada.tries("slaPolicySave", policy, "").problems());
  }

  private void policy(String onRetarget) {
    policy(onRetarget, "CONTINUE");
  }

  private void policy(String onRetarget, String onMerge) {
    List<Map<String, String>> spans =
        List.of(
            Map.of("priority", "NORMAL", "allowed", "PT8H"),
            Map.of("priority", "URGENT", "allowed", "PT4H"));
    ada.does(
        "slaPolicySave",
        Map.of(
            "name",
            "Standard",
            "agreement",
            "CUSTOMER",
            "onRetarget",
            onRetarget,
            "onMerge",
            onMerge,
            "targets",
            List.of(Map.of("kind", "RESOLUTION", "spans", spans))),
        "");
  }

  private Reply result(String ticket) {
    return ada.ask(RESULT, Map.of("id", ticket));
  }

  private List<String> instants() {
    return desk.happened("SlaBreached").stream()
        .map(Happened::changes)
        .flatMap(List::stream)
        .filter(change -> change.startsWith("at: "))
        .toList();
  }
}
