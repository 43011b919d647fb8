package dev.trestle.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PluginListsTest {
  @AutoClose private final StagesDesk desk = new StagesDesk();
  private final TestPerson ada = desk.ada;

  private void rule(String name, Map<String, Object> filter) {
    ada.does("ruleAdd", Map.of("name", name, "filter", filter), "");
  }

  private List<?> rulesFor(String ticket) {
    return ada.ask("query ($id: ID!) { rulesFor(ticketId: $id) }", Map.of("id", ticket))
        .list("rulesFor");
  }

  @Test
  void keepsFilters_andAsksThemOfSingleTickets() {
    String printer = ada.ticket("Printer");
    String screen = ada.ticket("Screen");
    desk.stage(printer, "waiting", Map.of("dueOn", "2031-03-04T09:00:00Z"));
    rule("all", Map.of());
    rule("old", Map.of("createdAt", Map.of("lt", "2031-01-01T00:00:00Z")));
    rule("printers", Map.of("subject", Map.of("startsWith", "print")));
    rule("soon", Map.of("stageEnd", Map.of("lt", "2031-03-05T00:00:00Z")));
    rule("waiting", Map.of("stage", Map.of("in", List.of("waiting", "held")), "open", true));
    assertEquals(List.of("all", "printers", "soon", "waiting"), rulesFor(printer));
    assertEquals(List.of("all"), rulesFor(screen));
    ada.does("ticketResolve", Map.of("ticketId", printer), "");
    assertEquals(List.of("all", "printers", "soon"), rulesFor(printer));
    desk.desk.kill();
    assertEquals(List.of("all", "printers", "soon"), rulesFor(printer));
  }

  @Test
  void refusesAFilter_thatNamesWhatIsNotThere() {
    Map<String, Object> filter =
        Map.of("customFields", List.of(Map.of("key", "nowhere", "eq", "1")));
    assertEquals(
        List.of("CUSTOM_FIELD_UNKNOWN"),
        ada.tries("ruleAdd", Map.of("name", "lost", "filter", filter), "").problems());
  }

  @Test
  void asksOnlyWhatTheViewerMayAsk_andCountsOnlyWhatItSees() {
    TestPerson cora = desk.desk.contact("Cora");
    ada.does("ticketCreate", Map.of("subject", "Lamp", "requesterId", cora.id()), "");
    ada.ticket("Printer");
    assertEquals(2, ada.ask("{ staged }").number("staged"));
    assertEquals(1, cora.ask("{ staged }").number("staged"));
    assertEquals(0, cora.ask("{ staged(filter: { open: false }) }").number("staged"));
    for (String filter :
        List.of("{ source: { eq: \"mail\" } }", "{ or: [{ stage: { eq: \"waiting\" } }] }")) {
      assertEquals(
          List.of("FILTER_FORBIDDEN"), cora.ask("{ staged(filter: " + filter + ") }").errorCodes());
    }
    assertEquals(
        List.of("FILTER_FORBIDDEN"),
        cora.tries(
                "ruleAdd",
                Map.of("name", "mine", "filter", Map.of("source", Map.of("eq", "mail"))),
                "")
            .problems());
  }

  @Test
  void refusesAVersion_whoseUniqueIndexMeetsEqualRecords_andSaysWhich() {
    rule("same", Map.of());
    rule("same", Map.of());
    AssertionError refused =
        assertThrows(AssertionError.class, () -> desk.desk.upgrade(StagesDesk.stricter()));
    String reason = String.valueOf(refused.getMessage());
    assertTrue(reason.contains("PLUGIN_RECORDS_CLASH"), reason);
    assertEquals(
        List.of("1.0.0"),
        ada.ask("{ plugins(first: 5) { nodes { version } } }").each("plugins.nodes", "version"));
  }

  @Test
  void namesThePlugin_whoseGuardFailsAndMustNotBePassedOver() {
    Map<String, Object> input = new LinkedHashMap<>(Map.of("subject", "STRICT"));
    Reply refused = ada.tries("ticketCreate", input, "").reply();
    assertEquals(List.of("PLUGIN_FAILED"), refused.errorCodes());
    assertEquals(
        "stages", ((Map<?, ?>) refused.errors().getFirst().get("extensions")).get("plugin"));
  }
}
