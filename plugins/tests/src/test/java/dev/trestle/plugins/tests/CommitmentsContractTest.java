package dev.trestle.plugins.tests;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.commitments.CommitmentsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.util.List;
import java.util.Map;

class CommitmentsContractTest extends PluginContract {
  @Override
  protected PluginUnderTest plugin() {
    return PluginUnderTest.of(CommitmentsPlugin.class);
  }

  @Override
  protected void prepare(TestDesk desk) {
    desk.install(PluginUnderTest.of(CalendarsPlugin.class));
    desk.install(PluginUnderTest.of(SlaPlugin.class));
  }

  @Override
  protected void use(TestDesk desk) {
    TestPerson ada = desk.admin();
    ada.does("commitmentPolicySave", policy(), "");
    ada.does(
        "commitmentTemplateSave",
        Map.of(
            "name",
            "Delay",
            "texts",
            List.of(Map.of("language", "en", "text", "We need until {{promise.dueAt}}."))),
        "");
    String printer = ada.ticket("Printer on fire");
    String made =
        ada.does(
                "promiseMake",
                Map.of("ticketId", printer, "what", "A new printer", "after", "PT6H"),
                "promise { id }")
            .text("promise.id");
    ada.does(
        "promiseRenegotiate",
        Map.of("promiseId", made, "after", "PT30H", "reason", "Out of stock", "told", true),
        "");
    ada.does(
        "promiseMake", Map.of("ticketId", printer, "what", "A loan printer", "after", "PT2H"), "");
    String mouse = ada.ticket("New mouse");
    ada.does("commitmentTaskAdd", Map.of("ticketId", mouse, "text", "Order it"), "");
    TestPerson bob = desk.agent("Bob", "technician");
    ada.does(
        "delegationStart", Map.of("ticketId", mouse, "agentId", bob.id(), "after", "PT3H"), "");
    ada.does("customerNoticeWrite", Map.of("ticketId", mouse, "text", "It is ordered."), "");
  }

  @Override
  protected String look() {
    return """
    { commitmentPolicies(first: 10) { nodes { name state rules { kind spans { allowed } } } }
      commitmentTemplates(first: 10) { nodes { name texts { language text } } }
      promisesDue(first: 10) { totalCount nodes { what dueAt state history { deed at } } }
      silentTickets(first: 10) { nodes { ticket { subject } since silences { reason since } } }
      customerNotices(first: 10) { nodes { text state } }
      tickets(first: 10, orderBy: [{field: PROMISE_DUE_AT}, {field: SUBJECT}]) { nodes {
        subject assignee { name } commitments { nextUpdateDueAt updateMissed chaseCount atRisk
          risks { reason since } silences { reason since } tasks { text origin dueAt }
          delegations { state until } } } }
      commitmentsReport(from: "2031-03-01T00:00:00Z", to: "2031-04-01T00:00:00Z") {
        series { total { kept breached withoutNotice shareWithoutNotice updatesMissed } } } }
    """;
  }

  @Override
  protected Repeatable repeatable(TestDesk desk) {
    return new Repeatable("commitmentPolicySave", policy());
  }

  private static Map<String, Object> policy() {
    return Map.of(
        "name",
        "Everybody hears daily",
        "workingTime",
        false,
        "rules",
        List.of(
            rule("UPDATE", "PT8H"),
            rule("NO_OWNER", "PT1H"),
            rule("NO_NEXT_ACTION", "PT4H"),
            rule("NO_WORD", "PT12H")));
  }

  private static Map<String, Object> rule(String kind, String span) {
    return Map.of("kind", kind, "spans", List.of(Map.of("priority", "NORMAL", "allowed", span)));
  }
}
