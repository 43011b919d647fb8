package dev.trestle.plugins.tests;

import dev.trestle.plugins.checklists.ChecklistsPlugin;
import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.util.List;
import java.util.Map;

class ChecklistsContractTest extends PluginContract {
  @Override
  protected PluginUnderTest plugin() {
    return PluginUnderTest.of(ChecklistsPlugin.class);
  }

  @Override
  protected void use(TestDesk desk) {
    TestPerson ada = desk.admin();
    ada.does(
        "checklistTemplateCreate",
        Map.of("name", "Every ticket", "items", List.of(Map.of("text", "Say hello"))),
        "");
    String ticket = ada.ticket("Printer on fire");
    // Else the template's item comes before or behind those below, as it happens.
    desk.settle();
    String item =
        ada.does(
                "checklistItemAdd",
                Map.of("ticketId", ticket, "text", "Unplug it", "required", true),
                "item { id }")
            .text("item.id");
    ada.does("checklistItemCheck", Map.of("itemId", item), "");
    ada.does("checklistItemAdd", Map.of("ticketId", ticket, "text", "Call back"), "");
    ada.ticket("New mouse");
  }

  @Override
  protected String look() {
    return """
    { tickets(first: 10, filter: {checklistOpen: true}, orderBy: [{field: SUBJECT}]) { totalCount nodes { subject checklist {
        summary progress { total checked requiredOpen }
        items { required checked checkedAt checkedByName } } } }
      checklistTemplates(first: 10) { totalCount nodes { name automatic items { text } } } }
    """;
  }

  @Override
  protected Repeatable repeatable(TestDesk desk) {
    return new Repeatable(
        "checklistItemAdd", Map.of("ticketId", desk.admin().ticket("Printer"), "text", "Unplug"));
  }
}
