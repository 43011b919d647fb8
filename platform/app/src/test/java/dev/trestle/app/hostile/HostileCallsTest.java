package dev.trestle.app.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that were let in and misbehave when they are called: each stays alone with it. */
class HostileCallsTest {
  @TempDir private static Path folder;
  @AutoClose private static HostileDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = new HostileDesk(folder.resolve("desk"));
  }

  @AfterEach
  void clear() {
    desk.answersAsEver();
    desk.clears(HostileDesk.EVIL, "meek");
  }

  private static Guest evil() {
    return Guest.of(HostileDesk.EVIL);
  }

  private static List<String> warnings(String mutation) {
    return desk.admin
        .data(
            "mutation($i: "
                + Character.toUpperCase(mutation.charAt(0))
                + mutation.substring(1)
                + "Input!) { "
                + mutation
                + "(input: $i) { userErrors { code } warnings { code message } } }",
            Map.of("i", Map.of("ticketId", desk.ticket, "priority", "HIGH")))
        .get(mutation)
        .findValuesAsText("message");
  }

  @Test
  void aFieldThatThrowsIsNull_untilItsPluginIsShutOff() throws IOException {
    desk.installs(evil().looks("throw new IllegalStateException(\"secret detail\");"));
    desk.isQuarantinedInTheEnd_andGetsAnotherChance("PLUGIN_FAILED");
    JsonNode answer = desk.looks(HostileDesk.EVIL);
    desk.failsAlone(answer, "PLUGIN_FAILED");
    assertFalse(answer.toString().contains("secret detail"), answer.toString());
  }

  @Test
  void aFieldThatHangsIsStopped_untilItsPluginIsShutOff() throws IOException {
    desk.installs(evil().looks("for (;;) { if (ticket == null) return 1; }"));
    desk.isQuarantinedInTheEnd_andGetsAnotherChance("PLUGIN_TIMEOUT");
    assertEquals(1, desk.plugin(HostileDesk.EVIL).at("/figures/timeouts").asInt());
  }

  @Test
  void aFieldThatAllocatesWithoutEndIsStopped() throws IOException {
    desk.installs(
        evil()
            .looks(
                "List<long[]> all = new ArrayList<>();"
                    + " for (;;) { all.add(new long[1 << 20]); if (all.size() < 0) return all; }"));
    desk.failsAlone(desk.looks(HostileDesk.EVIL), "PLUGIN_MEMORY");
    assertEquals(1, desk.plugin(HostileDesk.EVIL).at("/figures/failures").asInt());
  }

  @Test
  void nullForAFieldThatIsNeverNull_isThePluginsFault() throws IOException {
    desk.installs(evil().promises());
    JsonNode answer = desk.looks(HostileDesk.EVIL);
    desk.names(answer, "PLUGIN_FAILED");
    assertTrue(answer.at("/errors/0/message").asText().contains("evilLook"), answer.toString());
  }

  @Test
  void anotherKindOfValueThanPromised_isThePluginsFault() throws IOException {
    desk.installs(evil().looks("return List.of(new Object());"));
    desk.failsAlone(desk.looks(HostileDesk.EVIL), "PLUGIN_FAILED");
  }

  @Test
  void kernelClassesAreNotThere_evenForOneWhoMayUseReflection() throws IOException {
    desk.installs(
        evil()
            .looks("return Class.forName(\"dev.trestle.host.PluginHost\").getName();")
            .says(jar -> jar.says("reads", "ticket").says("abilities", "reflection")));
    desk.failsAlone(desk.looks(HostileDesk.EVIL), "PLUGIN_FAILED");
  }

  @Test
  void aGuardThatHangsIsPassedOver_withAWarningThatNamesThePlugin() throws IOException {
    desk.installs(
        evil()
            .has(
                """
                @Override public List<CommandGuard> guards() {
                  return List.of(new CommandGuard() {
                    @Override public String name() { return "stuck"; }
                    @Override public void check(GuardContext context) {
                      for (;;) { if (context == null) return; }
                    }
                  });
                }
                """));
    List<String> told = warnings("ticketPrioritize");
    assertTrue(told.getFirst().contains("evil"), told.toString());
    assertEquals(1, desk.plugin(HostileDesk.EVIL).at("/figures/timeouts").asInt());
  }

  @Test
  void oneInQuarantineKeepsNobodyFromBeingInstalled_andIsCalledAgainWhenItIsEnabled()
      throws IOException {
    desk.installs(
        evil()
            .looks("throw new IllegalStateException();")
            .has(
                """
                @Override public List<CommandGuard> guards() {
                  return List.of(new CommandGuard() {
                    @Override public String name() { return "idle"; }
                    @Override public void check(GuardContext context) {}
                  });
                }
                """));
    for (int i = 0; i < 6; i++) {
      desk.looks(HostileDesk.EVIL);
    }
    assertEquals("QUARANTINED", desk.plugin(HostileDesk.EVIL).get("state").asText());
    desk.installs(Guest.of("meek").looks("return ticket.subject();"));
    assertEquals("Lure", desk.looks("meek").at("/data/ticket/seen").asText());
    assertEquals("QUARANTINED", desk.plugin(HostileDesk.EVIL).get("state").asText());
    desk.admin.done("pluginEnable", Map.of("pluginId", HostileDesk.EVIL), "plugin { id }");
    assertEquals("ENABLED", desk.plugin(HostileDesk.EVIL).get("state").asText());
    desk.failsAlone(desk.looks(HostileDesk.EVIL), "PLUGIN_FAILED");
  }

  @Test
  void aMutationThatThrowsChangesNothing() throws IOException {
    desk.installs(
        evil()
            .looks(
                "Note note = snapshot.records(NOTES).get(ticket.id());"
                    + " return note == null ? null : note.text();")
            .acts(
                "draft.put(NOTES, new Note(input.ticketId(), 0, input.text()));"
                    + " if (input.text().equals(\"bad\")) throw new IllegalStateException();"));
    desk.names(desk.acts(HostileDesk.EVIL, "bad"), "PLUGIN_FAILED");
    assertTrue(desk.looks(HostileDesk.EVIL).at("/data/ticket/seen").isNull());
    desk.acts(HostileDesk.EVIL, "good");
    assertEquals("good", desk.looks(HostileDesk.EVIL).at("/data/ticket/seen").asText());
  }

  @Test
  void aMutationThatFloodsEventsIsRefused() throws IOException {
    desk.installs(
        evil()
            .acts(
                "for (int i = 0; i < 20_000; i++) draft.event(Draft.Happening.internal("
                    + "\"NoiseMade\", NOTES, input.ticketId(), input.ticketId()));"));
    int before = noise();
    JsonNode answer = desk.acts(HostileDesk.EVIL, "x");
    assertTrue(answer.toString().contains("DRAFT_TOO_LARGE"), answer.toString());
    assertTrue(answer.toString().contains("evil"), answer.toString());
    assertEquals(before, noise());
  }

  private static int noise() {
    return Collections.frequency(
        desk.admin
            .data(
                "query($t: ID!) { ticket(id: $t) { history(last: 200) { nodes { type } } } }",
                Map.of("t", desk.ticket))
            .findValuesAsText("type"),
        "NoiseMade");
  }

  private static Guest echoing(int times) {
    return evil()
        .says(jar -> jar.says("reads", "ticket").says("events", "NoiseMade"))
        .acts(
            "draft.event(Draft.Happening.internal("
                + "\"NoiseMade\", NOTES, input.ticketId(), input.ticketId()));")
        .has(
            """
            @Override public List<Reaction> reactions() {
              return List.of(new Reaction() {
                @Override public String name() { return "echo"; }
                @Override public Set<String> events() { return Set.of("NoiseMade"); }
                @Override public void react(Reaction.Occasion occasion) {
                  UUID id = occasion.event().ticketId();
                  for (int i = 0; i < @TIMES@; i++) {
                    occasion.draft().event(
                        Draft.Happening.internal("NoiseMade", NOTES, id, id));
                  }
                }
              });
            }
            """
                .replace("@TIMES@", String.valueOf(times)));
  }

  @Test
  void aReactionThatAnswersItselfForEver_endsInAFaultThatTellsSo() throws IOException {
    int before = noise();
    desk.installs(echoing(1));
    desk.acts(HostileDesk.EVIL, "x");
    Await.until(
        "it is told",
        () ->
            desk.faultsOf(HostileDesk.EVIL).stream()
                .anyMatch(message -> message.contains("REACTIONS_TOO_DEEP")));
    assertEquals(before + 9, noise());
    assertTrue(desk.plugin(HostileDesk.EVIL).get("faultCount").asInt() >= 1);
  }

  @Test
  void aReactionThatFloodsEvents_endsInAFaultThatTellsSo() throws IOException {
    int before = noise();
    desk.installs(echoing(2_000));
    desk.acts(HostileDesk.EVIL, "x");
    Await.until(
        "it is told",
        () ->
            desk.faultsOf(HostileDesk.EVIL).stream()
                .anyMatch(message -> message.contains("REACTION_FLOODS")));
    assertEquals(before + 1, noise());
  }

  @Test
  void threadsItLeavesRunningAreStopped_andTold() throws IOException {
    desk.installs(
        evil()
            .looks(
                """
                for (int i = 0; i < 3; i++) {
                  Thread leaked = new Thread(() -> {
                    for (;;) { try { Thread.sleep(10); } catch (InterruptedException go) {} }
                  }, "leaked-" + i);
                  leaked.setDaemon(true);
                  leaked.start();
                }
                return "done";
                """)
            .says(jar -> jar.says("reads", "ticket").says("abilities", "threads")));
    assertEquals("done", desk.looks(HostileDesk.EVIL).at("/data/ticket/seen").asText());
    desk.admin.done("pluginDisable", Map.of("pluginId", HostileDesk.EVIL), "plugin { id }");
    Await.until(
        "the threads are told of", () -> !desk.plugin(HostileDesk.EVIL).get("notices").isEmpty());
    String notice = desk.plugin(HostileDesk.EVIL).at("/notices/0").asText();
    assertTrue(notice.contains("3 threads") && notice.contains("leaked-1"), notice);
    Await.until(
        "the threads are gone",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("leaked-")));
  }
}
