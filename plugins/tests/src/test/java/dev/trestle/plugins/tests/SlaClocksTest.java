package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What other plugins are told of a ticket's clocks. */
class SlaClocksTest {
  @AutoClose
  private final TestDesk desk =
      TestDesk.with(
          PluginUnderTest.of(CalendarsPlugin.class),
          PluginUnderTest.of(SlaPlugin.class),
          PluginUnderTest.of(AskingPlugin.MANIFEST, AskingPlugin.class));

  private final TestPerson ada = desk.admin();

  @Test
  void aPluginHearsOfEachClock_andWhenAPausedOneWouldEnd() {
    String ticket = ada.ticket("Printer");
    assertEquals(List.of(), promised(ticket));
    ada.does(
        "slaPolicySave",
        Map.of(
            "name",
            "Gold",
            "agreement",
            "CUSTOMER",
            "targets",
            List.of(
                Map.of(
                    "kind",
                    "RESOLUTION",
                    "spans",
                    List.of(Map.of("priority", "NORMAL", "allowed", "PT4H"))))),
        "");
    assertEquals(
        List.of(
            "Gold CUSTOMER RESOLUTION RUNNING PT4H due 2031-03-03T13:00:00Z"
                + " projected 2031-03-03T13:00:00Z at risk 2031-03-03T12:12:00Z"),
        promised(ticket));
    desk.advance(Duration.ofHours(1));
    ada.does(
        "ticketChangeStatus", Map.of("ticketId", ticket, "status", "waiting_on_requester"), "");
    desk.advance(Duration.ofHours(5));
    assertEquals(
        List.of(
            "Gold CUSTOMER RESOLUTION PAUSED PT3H due null"
                + " projected 2031-03-04T10:00:00Z at risk null"),
        promised(ticket));
  }

  private List<?> promised(String ticket) {
    return ada.ask("query($id: ID!) { promised(ticketId: $id) }", Map.of("id", ticket))
        .list("promised");
  }
}
