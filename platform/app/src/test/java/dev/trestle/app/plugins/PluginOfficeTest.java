package dev.trestle.app.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.plugin.PluginOutcome;
import dev.trestle.domain.plugin.PluginState;
import dev.trestle.domain.plugin.PluginView;
import dev.trestle.domain.plugin.PluginWish;
import dev.trestle.sdk.desk.PrincipalKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginOfficeTest {
  private static final Map<String, String> UNSIGNED = Map.of("plugins.unsigned", "true");

  @TempDir private Path data;

  private static ServedDesk desk(Path data) throws IOException {
    return ServedDesk.start(data, UNSIGNED, InstantSource.system());
  }

  private static Viewer viewer(DeskClient admin) {
    UUID id = UUID.fromString(admin.data("{ viewer { id } }").at("/viewer/id").asText());
    return new Viewer(id, PrincipalKind.AGENT, "Admin", null, List.of(), Permissions.ALL, null);
  }

  private static UUID upload(DeskClient admin, byte[] jar) throws IOException {
    DeskClient.Reply reply =
        admin.send("POST", "/files?name=small.jar", jar, "application/java-archive", Map.of());
    return UUID.fromString(reply.json().at("/id").asText());
  }

  private static PluginOutcome carryOut(ServedDesk desk, DeskClient admin, PluginWish wish) {
    return desk.running().plugins().carryOut(wish, envelope(admin, false));
  }

  private static Envelope envelope(DeskClient admin, boolean dryRun) {
    return new Envelope(viewer(admin), null, 0, dryRun, null);
  }

  private static PluginOutcome install(ServedDesk desk, DeskClient admin, byte[] jar)
      throws IOException {
    return carryOut(desk, admin, new PluginWish.Install(upload(admin, jar), null, Map.of(), true));
  }

  private static PluginView small(ServedDesk desk) {
    PluginView view = desk.running().plugins().plugin(desk.running().desk().snapshot(), "small");
    assertNotNull(view);
    return view;
  }

  private static String mark(DeskClient admin, String ticket) {
    return admin
        .data("query($id: ID!) { ticket(id: $id) { mark } }", Map.of("id", ticket))
        .at("/ticket/mark")
        .asText();
  }

  private static void put(DeskClient admin, String ticket, String text) {
    admin.done("markPut", Map.of("ticketId", ticket, "text", text), "ticket { id }");
  }

  private static List<String> codes(PluginOutcome outcome) {
    return outcome.problems().stream().map(problem -> problem.code()).toList();
  }

  @Test
  void installsUpgradesDisablesEnablesAndRemoves_whileRequestsGoOn() throws Exception {
    try (ServedDesk desk = desk(data)) {
      DeskClient admin = desk.admin();
      String ticket = BundledPluginsTest.ticket(admin, "Printer");
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger answered = new AtomicInteger();
      AtomicReference<String> failed = new AtomicReference<>("");
      Thread load =
          Thread.ofVirtual()
              .start(() -> {
                while (!over.get() && failed.get().isEmpty()) {
                  try {
                    DeskClient.Reply reply =
                        admin.post(
                            DeskClient.body(
                                "{ tickets(first: 5) { nodes { subject } } }", Map.of()));
                    if (reply.status() != 200 || reply.json().has("errors")) {
                      failed.set(reply.toString());
                    }
                    answered.incrementAndGet();
                  } catch (IOException broken) {
                    failed.set(broken.toString());
                  }
                }
              });
      UUID upgrade = upload(admin, SmallPlugin.jar("1.1.0", "two:"));
      assertEquals(List.of(), codes(install(desk, admin, SmallPlugin.jar("1.0.0", "one:"))));
      put(admin, ticket, "x");
      assertEquals("one:x", mark(admin, ticket));
      for (int round = 0; round < 3; round++) {
        PluginOutcome upgraded =
            carryOut(desk, admin, new PluginWish.Upgrade("small", upgrade, null, null));
        assertEquals(List.of(), codes(upgraded));
        assertEquals("two:x", mark(admin, ticket));
        carryOut(desk, admin, new PluginWish.Disable("small", null));
        assertEquals(PluginState.DISABLED, small(desk).state());
        assertFalse(
            admin
                .data("{ __type(name: \"Ticket\") { fields { name } } }")
                .toString()
                .contains("\"mark\""));
        carryOut(desk, admin, new PluginWish.Enable("small", null));
        assertEquals("two:x", mark(admin, ticket));
      }
      carryOut(desk, admin, new PluginWish.Remove("small", null));
      assertEquals(PluginState.REMOVED, small(desk).state());
      assertEquals(1, small(desk).recordCount());
      assertEquals(List.of(), codes(install(desk, admin, SmallPlugin.jar("1.2.0", "back:"))));
      assertEquals("back:x", mark(admin, ticket));
      over.set(true);
      load.join();
      assertEquals("", failed.get());
      assertTrue(answered.get() > 10, answered + " requests");
    }
  }

  @Test
  void findsThePluginsAsTheyWere_afterARestart() throws Exception {
    String ticket;
    try (ServedDesk desk = desk(data)) {
      DeskClient admin = desk.admin();
      ticket = BundledPluginsTest.ticket(admin, "Printer");
      install(desk, admin, SmallPlugin.jar("1.0.0", "one:"));
      put(admin, ticket, "x");
      carryOut(desk, admin, new PluginWish.Disable("checklists", null));
    }
    try (ServedDesk desk = desk(data)) {
      DeskClient admin = desk.admin();
      assertEquals("one:x", mark(admin, ticket));
      PluginView checklists =
          desk.running().plugins().plugin(desk.running().desk().snapshot(), "checklists");
      assertNotNull(checklists);
      assertEquals(PluginState.DISABLED, checklists.state());
    }
    try (ServedDesk desk = ServedDesk.start(data)) {
      assertEquals(PluginState.REFUSED, small(desk).state());
      assertEquals("PLUGIN_UNSIGNED", small(desk).reasons().getFirst().code());
    }
  }

  @Test
  void refusesJars_thatNobodySigned_unlessTheOperatorAllowsThem() throws Exception {
    try (ServedDesk desk = ServedDesk.start(data)) {
      PluginOutcome outcome = install(desk, desk.admin(), SmallPlugin.jar("1.0.0", "one:"));
      assertEquals(List.of("PLUGIN_UNSIGNED"), codes(outcome));
    }
  }

  @Test
  void refusesSchemas_thatTakeWhatTheDeskHas() throws Exception {
    String stolen =
        "extend type Ticket {\n  \"Mine now.\"\n  subject: String\n}\n"
            + SmallPlugin.SCHEMA.replace("mark: String", "mark: String");
    try (ServedDesk desk = desk(data)) {
      DeskClient admin = desk.admin();
      PluginOutcome outcome =
          install(desk, admin, SmallPlugin.jar("1.0.0", "one:", "ticket", stolen));
      assertEquals("PLUGIN_SCHEMA_REFUSED", codes(outcome).getFirst());
      assertEquals(
          null, desk.running().plugins().plugin(desk.running().desk().snapshot(), "small"));
      admin.data("{ tickets(first: 1) { nodes { subject } } }");
    }
  }

  @Test
  void asksForConsent_whenANewVersionWantsMore() throws Exception {
    try (ServedDesk desk = desk(data)) {
      DeskClient admin = desk.admin();
      install(desk, admin, SmallPlugin.jar("1.0.0", "one:"));
      byte[] more = SmallPlugin.jar("1.1.0", "two:", "ticket, agent", SmallPlugin.SCHEMA);
      PluginWish.Upgrade wish = new PluginWish.Upgrade("small", upload(admin, more), null, null);
      PluginOutcome refused = carryOut(desk, admin, wish);
      assertEquals(List.of("PLUGIN_CONSENT_NEEDED"), codes(refused));
      assertEquals("1.0.0", small(desk).version());
      PluginOutcome done =
          carryOut(
              desk,
              admin,
              new PluginWish.Upgrade(
                  "small", wish.fileId(), List.copyOf(small(desk).consented()), null));
      assertEquals(List.of(), codes(done));
      assertEquals(1, small(desk).unconsented().size());
    }
  }

  @Test
  void changesNothing_underADryRun() throws Exception {
    try (ServedDesk desk = desk(data)) {
      DeskClient admin = desk.admin();
      PluginWish wish =
          new PluginWish.Install(
              upload(admin, SmallPlugin.jar("1.0.0", "one:")), null, Map.of(), true);
      PluginOutcome outcome = desk.running().plugins().carryOut(wish, envelope(admin, true));
      assertEquals(List.of(), codes(outcome));
      assertTrue(outcome.change().schema().contains("+ Ticket.mark"), outcome.change().toString());
      assertEquals(
          null, desk.running().plugins().plugin(desk.running().desk().snapshot(), "small"));
      assertFalse(
          admin
              .data("{ __type(name: \"Ticket\") { fields { name } } }")
              .toString()
              .contains("\"mark\""));
    }
  }

  @Test
  void answersCallsFromOutside_underSettingsThatNobodyReadsBack() throws Exception {
    try (ServedDesk desk = desk(data)) {
      DeskClient admin = desk.admin();
      String ticket = BundledPluginsTest.ticket(admin, "Printer");
      install(desk, admin, SmallPlugin.jar("1.0.0", "one:"));
      PluginOutcome set =
          carryOut(
              desk,
              admin,
              new PluginWish.Configure(
                  "small", Map.of("token", "t0ken", "greeting", "welcome"), null));
      assertEquals(List.of(), codes(set));
      byte[] body = ticket.getBytes(UTF_8);
      DeskClient outside = desk.anonymous();
      assertEquals(
          403, outside.send("POST", "/plugins/small/calls", body, null, Map.of()).status());
      DeskClient.Reply reply =
          outside.send("POST", "/plugins/small/calls", body, null, Map.of("X-Token", "t0ken"));
      assertEquals(200, reply.status());
      assertEquals("welcome", reply.body());
      assertEquals("one:CALLED", mark(admin, ticket));
      assertFalse(small(desk).toString().contains("t0ken"));
      assertEquals(404, outside.send("POST", "/plugins/small/none", body, null, Map.of()).status());
    }
  }

  @Test
  void purgesAPlugin_afterExportingItsData() throws Exception {
    try (ServedDesk desk = desk(data)) {
      DeskClient admin = desk.admin();
      String ticket = BundledPluginsTest.ticket(admin, "Printer");
      install(desk, admin, SmallPlugin.jar("1.0.0", "one:"));
      put(admin, ticket, "keepsake");
      PluginOutcome purged = carryOut(desk, admin, new PluginWish.Purge("small", null));
      assertEquals(List.of(), codes(purged));
      String export =
          admin.send("GET", "/files/" + purged.exportFileId(), null, null, Map.of()).body();
      assertTrue(export.contains("keepsake"), export);
      assertEquals(
          null, desk.running().plugins().plugin(desk.running().desk().snapshot(), "small"));
      install(desk, admin, SmallPlugin.jar("1.0.0", "one:"));
      assertEquals("null", mark(admin, ticket));
    }
  }

  @Test
  void keepsATicketBack_whileThePluginSaysSo_andLetsItGoWithIt() throws Exception {
    try (ServedDesk desk = desk(data)) {
      DeskClient admin = desk.admin();
      String ticket = BundledPluginsTest.ticket(admin, "Printer");
      install(desk, admin, SmallPlugin.jar("1.0.0", "one:"));
      put(admin, ticket, "HOLD");
      assertEquals(
          "MARK_HOLDS",
          admin
              .tried("ticketResolve", Map.of("ticketId", ticket), "ticket { id }")
              .at("/userErrors/0/code")
              .asText());
      carryOut(desk, admin, new PluginWish.Disable("small", null));
      admin.done("ticketResolve", Map.of("ticketId", ticket), "ticket { id }");
      Await.until("the desk answers", () -> small(desk).figures() == null);
    }
  }
}
