package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No test here can end well while a clock of its desk does not add up. */
class ClocksAddUpTest {
  @ParameterizedTest
  @CsvSource({
    "sum, counts PT1H",
    "gap, a gap",
    "end, its end",
    "reason, a reason",
    "late, is in time",
    "cycle, its latest cycle"
  })
  void refusesToCloseADesk_whoseClocksDoNotAddUp(String fault, String told) {
    TestDesk desk = TestDesk.with(miscounting());
    desk.admin().ticket(fault);
    desk.advance(Duration.ofHours(2));
    AssertionError failed = assertThrows(AssertionError.class, desk::close);
    assertTrue(failed.getMessage().contains(told), failed.getMessage());
  }

  @Test
  void closesADesk_whoseClocksAddUp() {
    try (TestDesk desk = TestDesk.with(miscounting())) {
      desk.admin().ticket("nothing is wrong");
      desk.advance(Duration.ofHours(2));
      assertEquals(1, ClocksAddUp.count(desk));
    }
  }

  @Test
  void looksAtEveryCycleOfEveryTicket() {
    try (TestDesk desk =
        TestDesk.with(
            PluginUnderTest.of(CalendarsPlugin.class), PluginUnderTest.of(SlaPlugin.class))) {
      TestPerson ada = desk.admin();
      List<Map<String, String>> spans = List.of(Map.of("priority", "NORMAL", "allowed", "PT4H"));
      List<Map<String, Object>> targets =
          List.of(
              Map.of("kind", "RESOLUTION", "spans", spans),
              Map.of("kind", "PERIODIC_UPDATE", "spans", spans));
      ada.does(
          "slaPolicySave", Map.of("name", "All", "agreement", "CUSTOMER", "targets", targets), "");
      ada.ticket("Printer");
      String other = ada.ticket("Mouse");
      desk.advance(Duration.ofHours(1));
      ada.does("ticketComment", Map.of("ticketId", other, "text", "Which mouse?"), "");
      assertEquals(5, ClocksAddUp.count(desk));
    }
  }

  private static PluginUnderTest miscounting() {
    return PluginUnderTest.of(MiscountingPlugin.MANIFEST, MiscountingPlugin.class);
  }
}
