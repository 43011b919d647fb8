package dev.trestle.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.desk.DeskSettings;
import dev.trestle.app.desk.RunningDesk;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.host.PreparedPlugins;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that comes with the desk and does not run keeps neither the desk nor others back. */
class BrokenBundledPluginTest {
  private static final String PLUGINS =
      "{ plugins(first: 20) { nodes { id state version reasons { code message } } } }";

  @TempDir private Path data;

  /** A desk that brings its usual plugins, and this jar as the plugin small. */
  private RunningDesk desk(byte[] small) throws Exception {
    Map<String, String> flags =
        Map.of(
            "data",
            data.toString(),
            "server.port",
            "0",
            "admin.email",
            ServedDesk.EMAIL,
            "admin.password",
            ServedDesk.PASSWORD);
    BundledPlugins usual = BundledPlugins.ofDesk();
    var jars = new LinkedHashMap<>(usual.jars());
    jars.putFirst("small", small);
    return RunningDesk.start(
        DeskSettings.read(flags, Map.of(), null),
        InstantSource.system(),
        new BundledPlugins(jars, usual.prepared()));
  }

  private static DeskClient admin(RunningDesk desk) {
    return DeskClient.anonymous("http://127.0.0.1:" + desk.port())
        .signIn(ServedDesk.EMAIL, ServedDesk.PASSWORD);
  }

  private static JsonNode plugin(DeskClient admin, String id) {
    for (JsonNode node : admin.data(PLUGINS).at("/plugins/nodes")) {
      if (node.at("/id").asText().equals(id)) {
        return node;
      }
    }
    throw new AssertionError("there is no plugin " + id);
  }

  private void startsWithout(byte[] small, String code) throws Exception {
    try (RunningDesk desk = desk(small)) {
      DeskClient admin = admin(desk);
      JsonNode broken = plugin(admin, "small");
      assertEquals("REFUSED", broken.at("/state").asText());
      assertEquals(code, broken.at("/reasons/0/code").asText(), broken.toString());
      assertFalse(broken.at("/reasons/0/message").asText().isBlank());
      assertEquals("ENABLED", plugin(admin, "checklists").at("/state").asText());
      String ticket = BundledPluginsTest.ticket(admin, "Printer");
      admin.done("checklistItemAdd", Map.of("ticketId", ticket, "text", "Clean"), "item { id }");
    }
  }

  @Test
  void showsAPluginThatItRefusesAtItsFirstStart_andTakesItUpWhenARepairedOneComes()
      throws Exception {
    startsWithout("no jar at all".getBytes(StandardCharsets.UTF_8), "PLUGIN_NOT_A_JAR");
    startsWithout(SmallPlugin.greedy(), "PLUGIN_MANIFEST_INVALID");
    try (RunningDesk desk = desk(SmallPlugin.jar("1.0.1", ""))) {
      DeskClient admin = admin(desk);
      assertEquals("ENABLED", plugin(admin, "small").at("/state").asText());
      assertEquals("1.0.1", plugin(admin, "small").at("/version").asText());
      String ticket = BundledPluginsTest.ticket(admin, "Scanner");
      admin.done("markPut", Map.of("ticketId", ticket, "text", "new"), "ticket { mark }");
    }
  }

  @Test
  void goesOnWithoutAPluginThatItsNextReleaseBreaks() throws Exception {
    try (RunningDesk desk = desk(SmallPlugin.jar("1.0.0", ""))) {
      assertEquals("ENABLED", plugin(admin(desk), "small").at("/state").asText());
    }
    startsWithout("no jar at all".getBytes(StandardCharsets.UTF_8), "PLUGIN_NOT_A_JAR");
  }

  @Test
  void showsWhyAPluginDoesNotStart() throws Exception {
    startsWithout(SmallPlugin.throwing(), "PLUGIN_START_FAILED");
  }

  @Test
  void keepsARefusedPluginAway_alsoWhenItIsRemovedAndEnabledAgain() throws Exception {
    try (RunningDesk desk = desk("no jar at all".getBytes(StandardCharsets.UTF_8))) {
      DeskClient admin = admin(desk);
      admin.done("pluginRemove", Map.of("pluginId", "small"), "plugin { state }");
      JsonNode refused =
          admin.tried("pluginEnable", Map.of("pluginId", "small"), "plugin { state }");
      assertEquals("PLUGIN_NOT_A_JAR", refused.at("/userErrors/0/code").asText());
    }
  }

  @Test
  void bringsAllItsPluginsPrepared() {
    BundledPlugins bundled = BundledPlugins.ofDesk();
    PreparedPlugins prepared = bundled.prepared();
    assertTrue(bundled.jars().size() >= 3);
    bundled.jars().forEach((id, jar) -> assertTrue(prepared.admit(jar).woven() != null, id));
  }
}
