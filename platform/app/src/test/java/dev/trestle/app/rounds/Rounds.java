package dev.trestle.app.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.DeskClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** An administrator who installs, upgrades, disables, enables and removes a plugin over HTTP. */
final class Rounds {
  private static final String PLUGIN = "plugin { id version state figures { loaders } }";
  private static final int ANSWERS_IN_EACH_STATE = 3;

  private final DeskClient admin;
  private final SteadyLoad load;
  private final SwitchTimes times;
  private final String held;
  private final byte[] first = TallyPlugin.first();
  private final byte[] second = TallyPlugin.second();

  /**
   * @param held a ticket that nobody else works with
   */
  Rounds(DeskClient admin, SteadyLoad load, SwitchTimes times, String held) {
    this.admin = admin;
    this.load = load;
    this.times = times;
    this.held = held;
  }

  /** Lets its reaction begin, so that it must be told of every ticket from now on. */
  void begin() throws IOException {
    install(first);
    switched("pluginRemove", named());
  }

  void round() throws IOException {
    install(first);
    worksAs("1.0.0");
    upgrade(second);
    worksAs("1.1.0");
    switched("pluginDisable", named());
    isAway();
    switched("pluginEnable", named());
    worksAs("1.1.0");
    switched("pluginRemove", named());
    isAway();
  }

  /** Puts the newer version on the desk again, to look at what is kept. */
  void installSecond() throws IOException {
    install(second);
  }

  private static Map<String, ?> named() {
    return Map.of("pluginId", TallyPlugin.ID);
  }

  private void install(byte[] jar) throws IOException {
    switched("pluginInstall", Map.of("fileId", uploaded(jar)));
  }

  private void upgrade(byte[] jar) throws IOException {
    switched("pluginUpgrade", Map.of("pluginId", TallyPlugin.ID, "fileId", uploaded(jar)));
  }

  private String uploaded(byte[] jar) throws IOException {
    return admin
        .send("POST", "/files?name=tally.jar", jar, "application/java-archive", Map.of())
        .json()
        .at("/id")
        .asText();
  }

  private void switched(String mutation, Map<String, ?> input) {
    long began = System.nanoTime();
    admin.done(mutation, input, PLUGIN);
    times.add(mutation, System.nanoTime() - began);
  }

  /** It is there with all it has, at once, and keeps being there while the load goes on. */
  private void worksAs(String version) {
    Map<String, Object> input = new HashMap<>(Map.of("ticketId", held, "text", "HOLD"));
    assertEquals(
        "HOLD", admin.done("stampPut", input, "ticket { stamp }").at("/ticket/stamp").asText());
    assertEquals(
        "STAMP_HOLDS",
        admin
            .tried("ticketResolve", Map.of("ticketId", held, "dryRun", true), "ticket { id }")
            .at("/userErrors/0/code")
            .asText());
    JsonNode found =
        admin.data(
            "{ tickets(first: 2, filter: { stamp: { eq: \"HOLD\" } }) { nodes { id } }"
                + " plugin(id: \"tally\") { version state } }");
    assertEquals("[{\"id\":\"" + held + "\"}]", found.at("/tickets/nodes").toString());
    assertEquals(
        "{\"version\":\"" + version + "\",\"state\":\"ENABLED\"}", found.get("plugin").toString());
    int before = load.withPlugin();
    awaitLoad("the plugin answered", () -> load.withPlugin() - before);
  }

  /** Nothing of it is in the schema, and its rule does not hold any more. */
  private void isAway() {
    admin.done("ticketResolve", Map.of("ticketId", held, "dryRun", true), "ticket { id }");
    assertEquals(
        "VALIDATION",
        admin.ask("query($id: ID!) { ticket(id: $id) { stamp } }", Map.of("id", held)).code());
    int before = load.withoutPlugin();
    awaitLoad("the plugin was missed", () -> load.withoutPlugin() - before);
  }

  private interface Count {
    int get();
  }

  private void awaitLoad(String what, Count answers) {
    Await.until(what, () -> answers.get() >= ANSWERS_IN_EACH_STATE || !load.failures().isEmpty());
    assertTrue(load.failures().isEmpty(), () -> load.failures().toString());
  }
}
