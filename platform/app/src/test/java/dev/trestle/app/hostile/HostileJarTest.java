package dev.trestle.app.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are refused at the door, with their reasons in the answer to the installation. */
class HostileJarTest {
  @TempDir private static Path folder;
  @AutoClose private static HostileDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = new HostileDesk(folder.resolve("data").resolve("desk"));
  }

  @AfterEach
  void clear() {
    desk.clears(HostileDesk.EVIL);
  }

  private static Guest evil() {
    return Guest.of(HostileDesk.EVIL);
  }

  @Test
  void refusesCodeThatNamesClassesByText_andSaysWhere() throws IOException {
    desk.refuses(
        evil().looks("return Class.forName(\"dev.trestle.host.PluginHost\").getName();").jar(),
        "PLUGIN_CODE_REFUSED",
        "guest.Main");
  }

  @Test
  void refusesCodeThatStopsTheProcess_orStartsThreadsAndProcesses() throws IOException {
    desk.refuses(evil().looks("System.exit(1); return null;").jar(), "PLUGIN_CODE_REFUSED", "exit");
    desk.refuses(
        evil().looks("new Thread(() -> {}).start(); return null;").jar(),
        "PLUGIN_CODE_REFUSED",
        "Thread");
    desk.refuses(
        evil().looks("return new ProcessBuilder(\"id\").start().pid() + \"\";").jar(),
        "PLUGIN_CODE_REFUSED",
        "ProcessBuilder");
  }

  @Test
  void refusesATypeOfTheDesks_thatAPluginDeclaresAgain() throws IOException {
    desk.refuses(
        evil().schema("\"Mine.\"\ntype Ticket { \"Mine.\" mine: String }").jar(),
        "PLUGIN_SCHEMA_REFUSED",
        "Ticket");
  }

  @Test
  void refusesAFieldOfTheDesks_thatAPluginDeclaresAgain() throws IOException {
    desk.refuses(
        evil().schema("extend type Ticket { \"Mine now.\" subject: String }").jar(),
        "PLUGIN_SCHEMA_REFUSED",
        "Ticket.subject");
  }

  @Test
  void refusesAPlugin_thatAnswersAFieldOfTheDesks() throws IOException {
    byte[] jar =
        evil()
            .has(
                """
                @Override public RootFields roots() {
                  return new RootFields().query("viewer", (arguments, context) -> null);
                }
                """)
            .jar();
    desk.refuses(jar, "PLUGIN_SCHEMA_REFUSED", "viewer");
  }

  @Test
  void refusesWhatWouldTakeAFieldOfTheDesksAway() throws IOException {
    desk.refuses(
        evil().schema("extend type Ticket { \"Gone.\" subject: Int @deprecated }").jar(),
        "PLUGIN_SCHEMA_REFUSED",
        "Ticket.subject");
    desk.refuses(
        evil().schema("schema { query: Ticket }").jar(),
        "PLUGIN_SCHEMA_REFUSED",
        "declares a schema of its own");
  }

  @Test
  void refusesPathsOutOfTheJar_andWritesNothing() throws IOException {
    for (String path :
        new String[] {"../smuggled", "/smuggled", "a/../../smuggled", "c:\\smuggled"}) {
      desk.refuses(
          evil().says(jar -> jar.says("reads", "ticket").file(path, "x")).jar(),
          "PLUGIN_JAR_UNSAFE",
          "smuggled");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().contains("smuggled")));
    }
  }

  @Test
  void refusesNamesThatAreOthers() throws IOException {
    desk.refuses(
        evil()
            .has(
                """
                @Override public List<Permission> permissions() {
                  return List.of(new Permission("checklists.work", "Mine.", List.of()));
                }
                """)
            .jar(),
        "PLUGIN_CONTRIBUTION_INVALID",
        "must begin with evil.");
    desk.refuses(
        evil().says(jar -> jar.says("reads", "ticket").says("id", "kernel")).jar(),
        "PLUGIN_MANIFEST_INVALID",
        "id");
    for (String member :
        new String[] {
          "@Override public List<Endpoint> endpoints() { return List.of(new Endpoint(\"POST\","
              + " \"../webhooks/calls\", 10, call -> null)); }",
          "static final Object TYPE = RecordType.of(\"checklists/item\", Note.class);"
        }) {
      JsonNode errors = desk.tries(evil().has(member).jar()).get("userErrors");
      assertEquals("PLUGIN_START_FAILED", errors.at("/0/code").asText(), errors.toString());
    }
  }

  @Test
  void refusesNullInPlaceOfAContribution() throws IOException {
    desk.refuses(
        evil().has("@Override public List<CommandGuard> guards() { return null; }").jar(),
        "PLUGIN_START_FAILED",
        "guards");
  }

  @Test
  void refusesAPluginThatThrowsWhileItStarts() throws IOException {
    desk.refuses(
        evil().has("public Main() { throw new IllegalStateException(\"not today\"); }").jar(),
        "PLUGIN_START_FAILED",
        "not today");
  }

  @Test
  void installsNobodyElsesUpload() throws IOException {
    JsonNode errors =
        desk.admin
            .tried(
                "pluginInstall",
                Map.of("fileId", "0190a000-0000-7000-8000-000000000001"),
                "plugin { id }")
            .get("userErrors");
    assertEquals("FILE_NOT_FOUND", errors.at("/0/code").asText());
    assertTrue(desk.plugin(HostileDesk.EVIL).isNull());
  }
}
