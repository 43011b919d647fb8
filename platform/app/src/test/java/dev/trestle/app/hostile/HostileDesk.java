package dev.trestle.app.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A desk that takes any jar, and what its administrator asks and sees over HTTP. */
final class HostileDesk implements AutoCloseable {
  static final String EVIL = "evil";
  private static final int FAILURES_IN_A_ROW = 5;

  private final ServedDesk served;
  final DeskClient admin;
  final String ticket;

  HostileDesk(Path data) throws IOException {
    served = ServedDesk.start(data, Map.of("plugins.unsigned", "true"), InstantSource.system());
    admin = served.admin();
    ticket = ticket("Lure");
  }

  private String ticket(String subject) {
    return admin
        .done("ticketCreate", Map.of("subject", subject, "text", "It is broken."), "ticket { id }")
        .at("/ticket/id")
        .asText();
  }

  DeskClient outside() {
    return served.anonymous();
  }

  /** What comes of uploading and installing a jar. */
  JsonNode tries(byte[] jar) throws IOException {
    DeskClient.Reply upload =
        admin.send("POST", "/files?name=guest.jar", jar, "application/java-archive", Map.of());
    return admin.tried(
        "pluginInstall", Map.of("fileId", upload.json().at("/id").asText()), "plugin { id }");
  }

  void installs(Guest guest) throws IOException {
    assertEquals("[]", tries(guest.jar()).get("userErrors").toString());
  }

  /**
   * The jar is refused for this, in a sentence that has these words, and nothing of it is there.
   */
  void refuses(byte[] jar, String code, String words) throws IOException {
    JsonNode errors = tries(jar).get("userErrors");
    assertFalse(errors.isEmpty());
    assertEquals(code, errors.get(0).get("code").asText(), errors.toString());
    assertTrue(errors.toString().contains(words), errors.toString());
    assertTrue(plugin(EVIL).isNull() || !runs(plugin(EVIL)), "it must not run");
    answersAsEver();
  }

  private static boolean runs(JsonNode plugin) {
    return plugin.get("state").asText().equals("ENABLED");
  }

  JsonNode plugin(String id) {
    return admin
        .data(
            "query($id: ID!) { plugin(id: $id) { id state version reasons { type code message }"
                + " figures { calls failures timeouts loaders } faultCount notices } }",
            Map.of("id", id))
        .get("plugin");
  }

  /** What the plugin's field says of the ticket, errors included. */
  JsonNode looks(String id) {
    return admin
        .ask(
            "query($t: ID!) { ticket(id: $t) { subject seen: " + id + "Look } }",
            Map.of("t", ticket))
        .json();
  }

  /** What the plugin's mutation answers, errors included. */
  JsonNode acts(String id, String text) {
    return admin
        .ask(
            DeskClient.call(id + "Act", "ticket { id }"),
            Map.of("i", Map.of("ticketId", ticket, "text", text)))
        .json();
  }

  /** The field is null, its error names the plugin, and the rest of the answer is there. */
  void failsAlone(JsonNode answer, String code) {
    assertEquals("Lure", answer.at("/data/ticket/subject").asText(), answer.toString());
    assertTrue(answer.at("/data/ticket/seen").isNull(), answer.toString());
    names(answer, code);
  }

  /** An error of this code names the plugin. */
  void names(JsonNode answer, String code) {
    JsonNode extensions = answer.at("/errors/0/extensions");
    assertEquals("PLUGIN", extensions.path("type").asText(), answer.toString());
    assertEquals(EVIL, extensions.path("plugin").asText(), answer.toString());
    assertEquals(code, extensions.path("code").asText(), answer.toString());
  }

  /**
   * Provokes a field that fails until its plugin is shut off, which the API tells with a reason; to
   * disable and enable it starts it anew.
   */
  void isQuarantinedInTheEnd_andGetsAnotherChance(String code) {
    for (int i = 0; i < FAILURES_IN_A_ROW; i++) {
      failsAlone(looks(EVIL), code);
    }
    failsAlone(looks(EVIL), "PLUGIN_QUARANTINED");
    JsonNode shut = plugin(EVIL);
    assertEquals("QUARANTINED", shut.get("state").asText());
    assertEquals("PLUGIN_QUARANTINED", shut.at("/reasons/0/code").asText());
    assertTrue(shut.at("/reasons/0/message").asText().contains("evilLook"), shut.toString());
    assertTrue(shut.at("/figures/failures").asInt() >= FAILURES_IN_A_ROW, shut.toString());
    answersAsEver();
    admin.done("pluginDisable", Map.of("pluginId", EVIL), "plugin { state }");
    assertEquals(
        "ENABLED",
        admin
            .done("pluginEnable", Map.of("pluginId", EVIL), "plugin { state }")
            .at("/plugin/state")
            .asText());
    failsAlone(looks(EVIL), code);
    assertEquals(1, plugin(EVIL).at("/figures/failures").asInt());
  }

  /** The desk itself does all it should. */
  void answersAsEver() {
    String fresh = ticket("As ever");
    admin.done("ticketComment", Map.of("ticketId", fresh, "text", "Look."), "ticket { id }");
    JsonNode read =
        admin.data(
            "query($t: ID!) { ticket(id: $t) { subject messages(first: 5) { totalCount } }"
                + " tickets(first: 1) { totalCount } }",
            Map.of("t", fresh));
    assertEquals("As ever", read.at("/ticket/subject").asText());
    assertEquals(2, read.at("/ticket/messages/totalCount").asInt());
    admin.done("ticketResolve", Map.of("ticketId", fresh), "ticket { id }");
  }

  /** Takes the plugins away, those that were never there included. */
  void clears(String... ids) {
    for (String id : ids) {
      JsonNode plugin = plugin(id);
      if (!plugin.isNull() && !plugin.get("state").asText().equals("REMOVED")) {
        admin.done("pluginRemove", Map.of("pluginId", id), "plugin { id }");
      }
    }
  }

  List<String> faultsOf(String id) {
    return admin
        .data(
            "query($p: ID!) { pluginFaults(first: 50, pluginId: $p) { nodes { pluginId message } } }",
            Map.of("p", id))
        .at("/pluginFaults/nodes")
        .findValuesAsText("message");
  }

  @Override
  public void close() {
    served.close();
  }
}
