package dev.trestle.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledPluginsTest {
  private static final String CHECKLIST =
      "query($id: ID!) { ticket(id: $id) { checklist { items { id text checked }"
          + " progress { total requiredOpen } } } }";

  @TempDir private Path data;

  static String ticket(DeskClient admin, String subject) {
    return admin
        .done("ticketCreate", Map.of("subject", subject, "text", "It is broken."), "ticket { id }")
        .at("/ticket/id")
        .asText();
  }

  private static JsonNode checklist(DeskClient admin, String ticket) {
    return admin.data(CHECKLIST, Map.of("id", ticket)).at("/ticket/checklist");
  }

  @Test
  void holdsATicketBack_untilItsRequiredItemIsChecked() throws Exception {
    try (ServedDesk desk = ServedDesk.start(data)) {
      DeskClient admin = desk.admin();
      String ticket = ticket(admin, "Printer");
      String item =
          admin
              .done(
                  "checklistItemAdd",
                  Map.of("ticketId", ticket, "text", "Clean it", "required", true),
                  "item { id }")
              .at("/item/id")
              .asText();
      assertEquals(1, checklist(admin, ticket).at("/progress/requiredOpen").asInt());
      JsonNode refused = admin.tried("ticketResolve", Map.of("ticketId", ticket), "ticket { id }");
      assertEquals("CHECKLIST_REQUIRED_OPEN", refused.at("/userErrors/0/code").asText());
      admin.done("checklistItemCheck", Map.of("itemId", item), "item { checked }");
      admin.done("ticketResolve", Map.of("ticketId", ticket), "ticket { id }");
    }
  }

  @Test
  void reactsToNewTickets_onceEach_alsoAfterARestart() throws Exception {
    try (ServedDesk desk = ServedDesk.start(data)) {
      DeskClient admin = desk.admin();
      admin.done(
          "checklistTemplateCreate",
          Map.of("name", "Usual", "automatic", true, "items", List.of(Map.of("text", "Say hello"))),
          "template { id }");
      String ticket = ticket(admin, "One");
      Await.until(
          "the template was applied", () -> checklist(admin, ticket).at("/items").size() == 1);
    }
    try (ServedDesk desk = ServedDesk.start(data)) {
      DeskClient admin = desk.admin();
      String ticket = ticket(admin, "Two");
      Await.until(
          "the template was applied", () -> checklist(admin, ticket).at("/items").size() == 1);
      JsonNode all =
          admin.data("{ tickets(first: 10) { nodes { checklist { items { text } } } } }");
      all.at("/tickets/nodes").forEach(node -> assertEquals(1, node.at("/checklist/items").size()));
    }
  }

  @Test
  void takesAPluginsFieldsOutOfTheSchema_andItsDataBack_whenTheOperatorSaysSo() throws Exception {
    String ticket;
    try (ServedDesk desk = ServedDesk.start(data)) {
      DeskClient admin = desk.admin();
      ticket = ticket(admin, "Printer");
      admin.done("checklistItemAdd", Map.of("ticketId", ticket, "text", "Clean it"), "item { id }");
    }
    Map<String, String> off = Map.of("plugins.off", "checklists");
    try (ServedDesk desk = ServedDesk.start(data, off, InstantSource.system())) {
      String types =
          desk.admin().data("{ __type(name: \"Ticket\") { fields { name } } }").toString();
      assertFalse(types.contains("checklist"), types);
      assertTrue(types.contains("reminders"), types);
    }
    try (ServedDesk desk = ServedDesk.start(data)) {
      assertEquals("Clean it", checklist(desk.admin(), ticket).at("/items/0/text").asText());
    }
  }

  @Test
  void givesAdministratorsThePluginsPermissions_andLetsRolesNameThem() throws Exception {
    try (ServedDesk desk = ServedDesk.start(data)) {
      DeskClient admin = desk.admin();
      String own = admin.data("{ viewer { permissions } }").toString();
      assertTrue(own.contains("checklists."), own);
      admin.done(
          "roleCreate",
          Map.of("key", "checker", "name", "Checker", "permissions", List.of("checklists.work")),
          "role { id }");
    }
  }

  @Test
  void countsCallsAndRecordsOfPlugins_amongTheMetrics() throws Exception {
    try (ServedDesk desk = ServedDesk.start(data)) {
      DeskClient admin = desk.admin();
      assertEquals(0, figure(admin, "trestle_plugin_records"));
      checklist(admin, ticket(admin, "Printer"));
      assertTrue(figure(admin, "trestle_plugin_calls") >= 1);
      String ticket = ticket(admin, "Mouse");
      admin.done("checklistItemAdd", Map.of("ticketId", ticket, "text", "Clean it"), "item { id }");
      assertTrue(figure(admin, "trestle_plugin_records") >= 1);
      assertTrue(figure(admin, "trestle_plugin_record_bytes") > 20);
    }
  }

  private static double figure(DeskClient admin, String name) {
    String line =
        admin
            .get("/observe/metrics")
            .body()
            .lines()
            .filter(each -> each.startsWith(name + "{plugin=\"checklists\"}"))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
  }
}
