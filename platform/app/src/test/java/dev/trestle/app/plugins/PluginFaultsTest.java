package dev.trestle.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.outside.SourceJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see and do about events and timers that a plugin failed at. */
class PluginFaultsTest {
  private static final String SOURCE =
      """
      package clumsy;

      import dev.trestle.sdk.command.*;
      import dev.trestle.sdk.desk.Snapshot;
      import dev.trestle.sdk.event.*;
      import dev.trestle.sdk.plugin.*;
      import dev.trestle.sdk.record.*;
      import dev.trestle.sdk.schema.*;
      import dev.trestle.sdk.settings.Setting;
      import dev.trestle.sdk.surroundings.Surroundings;
      import java.util.*;

      public final class Clumsy implements DeskPlugin {
        public record Done(UUID id, int version, String what) implements DeskRecord {}
        static final RecordType<Done> DONE = RecordType.of("done", Done.class);

        @Override public List<RecordType<?>> records() { return List.of(DONE); }

        @Override public List<Setting> settings() {
          return List.of(Setting.of("fails", Setting.Kind.TEXT, "What it fails at.", ""));
        }

        static void does(String what, Draft draft) {
          if (draft.surroundings().settings().text("fails").orElse("").equals(what)) {
            throw new IllegalStateException("dropped the " + what);
          }
          draft.put(DONE, new Done(draft.newId(), 0, what));
        }

        @Override public List<Reaction> reactions() {
          return List.of(new Reaction() {
            @Override public String name() { return "take"; }
            @Override public Set<String> events() { return Set.of("TicketCreated"); }
            @Override public void react(Occasion occasion) {
              does("event", occasion.draft());
              occasion.draft().setTimer(new Draft.TimerSetting(
                  "ring", "key", occasion.event().at(), occasion.event().ticketId()));
            }
          });
        }

        @Override public List<TimerHandler> timers() {
          return List.of(new TimerHandler() {
            @Override public String name() { return "ring"; }
            @Override public void fired(Alarm alarm) { does("timer", alarm.draft()); }
          });
        }

        @Override public RootFields roots() {
          return new RootFields().query("done", (arguments, context) -> {
            List<String> done = new ArrayList<>();
            for (Done each : context.get(Snapshot.class).records(DONE).all()) {
              done.add(each.what());
            }
            return done;
          });
        }
      }
      """;

  private static final String SCHEMA =
      """
      extend type Query {
        "What it did, in order."
        done: [String!]!
      }
      """;

  private static final String FAULTS =
      "{ pluginFaults(first: 5, pluginId: \"clumsy\") { totalCount nodes { id kind handler key"
          + " message ticket { id } } } }";

  @TempDir private Path data;

  private ServedDesk desk() throws IOException {
    return ServedDesk.start(data, Map.of("plugins.unsigned", "true"), InstantSource.system());
  }

  private static void install(DeskClient admin, String failsAt) throws IOException {
    byte[] jar =
        SourceJar.of("clumsy", "1.0.0", "clumsy.Clumsy")
            .says("events", "TicketCreated")
            .says("reads", "ticket")
            .schema(SCHEMA)
            .source(SOURCE)
            .bytes();
    DeskClient.Reply upload =
        admin.send("POST", "/files?name=clumsy.jar", jar, "application/java-archive", Map.of());
    admin.done(
        "pluginInstall",
        Map.of("fileId", upload.json().at("/id").asText(), "settings", fails(failsAt)),
        "plugin { id }");
  }

  private static List<Map<String, String>> fails(String at) {
    return List.of(Map.of("name", "fails", "value", at));
  }

  private static void recover(DeskClient admin) {
    admin.done(
        "pluginSettingsSet", Map.of("pluginId", "clumsy", "settings", fails("")), "plugin { id }");
  }

  private static JsonNode fault(DeskClient admin) {
    Await.until(
        "the fault is set aside",
        () -> admin.data(FAULTS).at("/pluginFaults/totalCount").asInt() == 1);
    return admin.data(FAULTS).at("/pluginFaults/nodes/0");
  }

  private static int faults(DeskClient admin) {
    return admin.data(FAULTS).at("/pluginFaults/totalCount").asInt();
  }

  private static Map<String, String> the(JsonNode fault) {
    return Map.of("pluginFaultId", fault.get("id").asText());
  }

  private static String code(DeskClient admin, String mutation, JsonNode fault) {
    return admin.tried(mutation, the(fault), "removedId").at("/userErrors/0/code").asText();
  }

  private static String did(DeskClient admin) {
    return admin.data("{ done }").get("done").toString();
  }

  @Test
  void anEventThatFailed_isToldAgain_onceItsReactionCanTakeIt() throws Exception {
    try (ServedDesk desk = desk()) {
      DeskClient admin = desk.admin();
      install(admin, "event");
      String ticket = BundledPluginsTest.ticket(admin, "Printer");
      JsonNode fault = fault(admin);
      assertEquals("EVENT", fault.get("kind").asText());
      assertEquals("take", fault.get("handler").asText());
      assertEquals(ticket, fault.at("/ticket/id").asText());
      assertEquals("PLUGIN_FAILED_AGAIN", code(admin, "pluginFaultRetry", fault));
      assertEquals(1, faults(admin));
      recover(admin);
      admin.done("pluginFaultRetry", the(fault), "removedId");
      assertEquals(0, faults(admin));
      Await.until("its timer fired", () -> did(admin).equals("[\"event\",\"timer\"]"));
      assertEquals("FAULT_NOT_FOUND", code(admin, "pluginFaultRetry", fault));
    }
  }

  @Test
  void aRetryRepeatedUnderItsKey_isAnsweredAsBefore_andDoneOnce() throws Exception {
    try (ServedDesk desk = desk()) {
      DeskClient admin = desk.admin();
      install(admin, "event");
      BundledPluginsTest.ticket(admin, "Printer");
      JsonNode fault = fault(admin);
      recover(admin);
      Map<String, String> wish = new HashMap<>(the(fault));
      wish.put("operationKey", "7f1f0a52-7b8e-4b07-9a35-1f2fd2c0a002");
      JsonNode first = admin.done("pluginFaultRetry", wish, "removedId");
      assertEquals(first, admin.done("pluginFaultRetry", wish, "removedId"));
      Await.until("its timer fired", () -> did(admin).equals("[\"event\",\"timer\"]"));
      wish.put("pluginFaultId", "7f1f0a52-7b8e-4b07-9a35-1f2fd2c0a003");
      assertEquals(
          "OPERATION_KEY_REUSED",
          admin.tried("pluginFaultRetry", wish, "removedId").at("/userErrors/0/code").asText());
    }
  }

  @Test
  void aTimerThatFailed_firesAgain_whenPeopleWantIt() throws Exception {
    try (ServedDesk desk = desk()) {
      DeskClient admin = desk.admin();
      install(admin, "timer");
      BundledPluginsTest.ticket(admin, "Printer");
      JsonNode fault = fault(admin);
      assertEquals("TIMER", fault.get("kind").asText());
      assertEquals("ring/key", fault.get("key").asText());
      assertTrue(fault.get("message").asText().contains("clumsy"), fault.toString());
      recover(admin);
      admin.done("pluginFaultRetry", the(fault), "removedId");
      Await.until("it fired", () -> did(admin).equals("[\"event\",\"timer\"]"));
      assertEquals(0, faults(admin));
    }
  }

  @Test
  void aFaultThatIsDismissed_isForgotten_withoutEffect() throws Exception {
    try (ServedDesk desk = desk()) {
      DeskClient admin = desk.admin();
      install(admin, "event");
      BundledPluginsTest.ticket(admin, "Printer");
      JsonNode fault = fault(admin);
      assertEquals(
          fault.get("id").asText(),
          admin.done("pluginFaultDismiss", the(fault), "removedId").get("removedId").asText());
      assertEquals(0, faults(admin));
      assertEquals("FAULT_NOT_FOUND", code(admin, "pluginFaultDismiss", fault));
      recover(admin);
      BundledPluginsTest.ticket(admin, "Mouse");
      Await.until("the next one was taken", () -> did(admin).equals("[\"event\",\"timer\"]"));
    }
  }
}
