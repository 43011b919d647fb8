package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.checklists.ChecklistsPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ChecklistsTest {
  @AutoClose
  private final TestDesk desk = TestDesk.with(PluginUnderTest.of(ChecklistsPlugin.class));

  private final TestPerson ada = desk.admin();

  @Test
  void aRequiredItem_holdsTheTicketBackByItsName_untilItIsChecked() {
    String ticket = ada.ticket("Printer on fire");
    String item = add(ticket, "Unplug it", true);
    for (String end : List.of("ticketResolve", "ticketClose")) {
      Done refused = ada.tries(end, Map.of("ticketId", ticket), "ticket { id }");
      assertEquals(List.of("CHECKLIST_REQUIRED_OPEN"), refused.problems());
      assertTrue(refused.text("userErrors.0.message").contains("\"Unplug it\""));
    }
    assertEquals(
        List.of("CHECKLIST_REQUIRED_OPEN"),
        ada.tries("ticketResolve", Map.of("ticketId", ticket, "dryRun", true), "").problems());
    ada.does("checklistItemCheck", Map.of("itemId", item), "");
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
  }

  @Test
  void anOptionalItem_letsTheTicketPassWithAWarning() {
    String ticket = ada.ticket("Printer on fire");
    add(ticket, "Call back", false);
    assertEquals(
        List.of("CHECKLIST_OPTIONAL_OPEN"),
        ada.does("ticketResolve", Map.of("ticketId", ticket), "").warnings());
  }

  @Test
  void theGateIsAsStrictAsTheAdministratorSets() {
    String first = ada.ticket("First");
    String second = ada.ticket("Second");
    add(first, "Unplug it", true);
    add(second, "Unplug it", true);
    desk.configure("checklists", Map.of("gate", "WARN"));
    assertEquals(
        List.of("CHECKLIST_REQUIRED_OPEN"),
        ada.does("ticketResolve", Map.of("ticketId", first), "").warnings());
    desk.configure("checklists", Map.of("gate", "OFF"));
    assertEquals(List.of(), ada.does("ticketResolve", Map.of("ticketId", second), "").warnings());
  }

  @Test
  void itemsKeepTheirOrder_throughAddingMovingAndRemoving() {
    String ticket = ada.ticket("Printer on fire");
    String first = add(ticket, "One", false);
    String second = add(ticket, "Two", false);
    ada.does("checklistItemAdd", Map.of("ticketId", ticket, "text", "Zero", "place", 0), "");
    assertEquals(List.of("Zero", "One", "Two"), texts(ticket));
    ada.does("checklistItemMove", Map.of("itemId", second, "place", 0), "");
    assertEquals(List.of("Two", "Zero", "One"), texts(ticket));
    ada.does("checklistItemMove", Map.of("itemId", second, "place", 99), "");
    assertEquals(List.of("Zero", "One", "Two"), texts(ticket));
    ada.does("checklistItemRemove", Map.of("itemId", first), "");
    assertEquals(List.of("Zero", "Two"), texts(ticket));
  }

  @Test
  void whoCheckedAndWhen_isShown_andGoneWithTheCheck() {
    TestPerson bob = desk.agent("Bob", "technician");
    String item = add(ada.ticket("Printer on fire"), "Unplug it", false);
    String shown = "item { checked checkedAt checkedByName checkedBy { name } }";
    Done checked = bob.does("checklistItemCheck", Map.of("itemId", item), shown);
    assertEquals("2031-03-03T09:00:00.000Z", checked.text("item.checkedAt"));
    assertEquals("Bob", checked.text("item.checkedByName"));
    assertEquals("Bob", checked.text("item.checkedBy.name"));
    Done unchecked = bob.does("checklistItemUncheck", Map.of("itemId", item), shown);
    assertNull(unchecked.at("item.checkedAt"));
    assertNull(unchecked.at("item.checkedBy"));
  }

  @Test
  void aTemplate_comesOnNewTicketsOfItsTypeAndQueue_only() {
    String queue = ada.ask("{ queues(first: 1) { nodes { id } } }").text("queues.nodes.0.id");
    template("Everywhere", Map.of());
    template("Changes", Map.of("ticketType", "CHANGE", "queueId", queue));
    template("By hand", Map.of("automatic", false));
    String incident = ada.ticket("Printer on fire");
    String change =
        ada.does(
                "ticketCreate", Map.of("subject", "New printer", "type", "CHANGE"), "ticket { id }")
            .text("ticket.id");
    desk.settle();
    assertEquals(List.of("Everywhere"), texts(incident));
    assertEquals(List.of("Changes", "Everywhere"), texts(change));
  }

  @Test
  void aTemplateAppliedByHand_bringsOnlyWhatIsNotThere() {
    String ticket = ada.ticket("Printer on fire");
    String template = template("Unplug it", Map.of("automatic", false));
    add(ticket, "Unplug it", true);
    Map<String, String> apply = Map.of("ticketId", ticket, "templateId", template);
    ada.does("checklistTemplateApply", apply, "");
    assertEquals(List.of("Unplug it"), texts(ticket));
  }

  @Test
  void templateNamesAreUnique_whateverTheirCase() {
    template("Setup", Map.of());
    Done second =
        ada.tries(
            "checklistTemplateCreate",
            Map.of("name", "SETUP", "items", List.of(Map.of("text", "x"))),
            "");
    assertEquals(List.of("CHECKLIST_TEMPLATE_NAME_TAKEN"), second.problems());
  }

  @Test
  void ticketsAreFoundBySomethingLeftToDo() {
    String printer = ada.ticket("Printer on fire");
    ada.ticket("New mouse");
    String item = add(printer, "Unplug it", false);
    assertEquals(List.of("Printer on fire"), subjects("checklistOpen: true"));
    assertEquals(List.of("New mouse"), subjects("checklistOpen: false"));
    ada.does("checklistItemCheck", Map.of("itemId", item), "");
    assertEquals(List.of(), subjects("checklistOpen: true"));
  }

  @Test
  void aContact_seesNoChecklist_andWorksOnNone() {
    TestPerson carla = desk.contact("Carla");
    String ticket =
        ada.does(
                "ticketCreate",
                Map.of("subject", "Printer on fire", "requesterId", carla.id()),
                "ticket { id }")
            .text("ticket.id");
    String item = add(ticket, "Unplug it", false);
    Reply seen =
        carla.ask(
            "query($id: ID!) { ticket(id: $id) { subject checklist { summary } } }",
            Map.of("id", ticket));
    assertEquals("Printer on fire", seen.text("ticket.subject"));
    assertNull(seen.at("ticket.checklist"));
    assertEquals(List.of(), seen.errors());
    assertEquals(
        List.of("PERMISSION_MISSING"),
        carla.tries("checklistItemCheck", Map.of("itemId", item), "").problems());
  }

  @Test
  void theProgressReadsInThePersonsLanguage() {
    String ticket = ada.ticket("Printer on fire");
    add(ticket, "Unplug it", false);
    Reply told =
        ada.ask(
            "query($id: ID!) { ticket(id: $id) { checklist { summary de: summary(language:"
                + " \"de-AT\") } } }",
            Map.of("id", ticket));
    assertEquals("0 of 1 done", told.text("ticket.checklist.summary"));
    assertEquals("0 von 1 erledigt", told.text("ticket.checklist.de"));
  }

  @Test
  void nobodyChangesTheListOfATicketThatHasEnded_orAnItemThatMovedOn() {
    String ticket = ada.ticket("Printer on fire");
    String item = add(ticket, "Unplug it", false);
    ada.does("checklistItemCheck", Map.of("itemId", item), "");
    assertEquals(
        List.of("VERSION_MOVED"),
        ada.tries("checklistItemUncheck", Map.of("itemId", item, "expectedVersion", 1), "")
            .problems());
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    assertEquals(
        List.of("CHECKLIST_TICKET_ENDED"),
        ada.tries("checklistItemUncheck", Map.of("itemId", item), "").problems());
  }

  private String add(String ticket, String text, boolean required) {
    return ada.does(
            "checklistItemAdd",
            Map.of("ticketId", ticket, "text", text, "required", required),
            "item { id }")
        .text("item.id");
  }

  private String template(String name, Map<String, Object> more) {
    Map<String, Object> input = new java.util.LinkedHashMap<>(more);
    input.put("name", name);
    input.put("items", List.of(Map.of("text", name)));
    return ada.does("checklistTemplateCreate", input, "template { id }").text("template.id");
  }

  private List<Object> texts(String ticket) {
    return ada.ask(
            "query($id: ID!) { ticket(id: $id) { checklist { items { text } } } }",
            Map.of("id", ticket))
        .each("ticket.checklist.items", "text");
  }

  private List<Object> subjects(String filter) {
    return ada.ask("{ tickets(first: 10, filter: {" + filter + "}) { nodes { subject } } }")
        .each("tickets.nodes", "subject");
  }
}
