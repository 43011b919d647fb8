package dev.trestle.plugins.tests;

import dev.trestle.plugins.reminders.RemindersPlugin;
import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.util.Map;

class RemindersContractTest extends PluginContract {
  @Override
  protected PluginUnderTest plugin() {
    return PluginUnderTest.of(RemindersPlugin.class);
  }

  @Override
  protected void use(TestDesk desk) {
    TestPerson ada = desk.admin();
    String printer = ada.ticket("Printer on fire");
    ada.does("reminderSet", Map.of("ticketId", printer, "after", "PT1H", "text", "Call"), "");
    ada.does("reminderSet", Map.of("ticketId", printer, "after", "P30D"), "");
    ada.does("snoozeStart", Map.of("ticketId", ada.ticket("New mouse"), "after", "PT2H"), "");
    ada.does("snoozeStart", Map.of("ticketId", ada.ticket("Old mouse"), "untilReply", true), "");
  }

  @Override
  protected String look() {
    return """
    { myReminders(first: 10) { totalCount nodes { dueAt text state ticket { subject } } }
      tickets(first: 10, orderBy: [{field: REMINDER_DUE_AT}, {field: SUBJECT}]) { nodes {
        subject reminders { dueAt } snooze { until untilReply since byName } } }
      asleep: tickets(first: 10, filter: {snoozed: true}) { totalCount }
      soon: tickets(first: 10, filter: {reminderDueAt: {isNull: false}}) { totalCount } }
    """;
  }

  @Override
  protected Repeatable repeatable(TestDesk desk) {
    return new Repeatable(
        "reminderSet", Map.of("ticketId", desk.admin().ticket("Printer"), "after", "P1D"));
  }
}
