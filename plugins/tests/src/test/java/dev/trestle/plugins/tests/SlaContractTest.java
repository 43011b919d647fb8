package dev.trestle.plugins.tests;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.util.List;
import java.util.Map;

class SlaContractTest extends PluginContract {
  @Override
  protected PluginUnderTest plugin() {
    return PluginUnderTest.of(SlaPlugin.class);
  }

  @Override
  protected void prepare(TestDesk desk) {
    desk.install(PluginUnderTest.of(CalendarsPlugin.class));
  }

  @Override
  protected void use(TestDesk desk) {
    TestPerson ada = desk.admin();
    ada.does("slaPolicySave", policy("Standard"), "");
    String printer = ada.ticket("Printer on fire");
    ada.does("ticketComment", Map.of("ticketId", printer, "text", "Which one?"), "");
    ada.does("ticketResolve", Map.of("ticketId", ada.ticket("New mouse")), "");
  }

  @Override
  protected String look() {
    return """
    { slaPolicies(first: 10) { totalCount nodes { name state targets { kind spans { allowed } } } }
      tickets(first: 10, orderBy: [{field: SLA_DUE_AT}, {field: SUBJECT}]) { nodes {
        subject sla { nextDueAt clocks { kind state target dueAt cycles { startedAt state } } } } }
      due: tickets(first: 10, filter: {slaDueAt: {isNull: false}}) { totalCount } }
    """;
  }

  @Override
  protected Repeatable repeatable(TestDesk desk) {
    return new Repeatable("slaPolicySave", policy("Repeated"));
  }

  private static Map<String, Object> policy(String name) {
    List<Map<String, String>> spans = List.of(Map.of("priority", "NORMAL", "allowed", "PT6H"));
    return Map.of(
        "name",
        name,
        "agreement",
        "CUSTOMER",
        "targets",
        List.of(
            Map.of("kind", "FIRST_RESPONSE", "spans", spans),
            Map.of("kind", "RESOLUTION", "spans", spans)));
  }
}
