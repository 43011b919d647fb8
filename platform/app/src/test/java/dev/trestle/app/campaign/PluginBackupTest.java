package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.cli.TrestleCommand;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.ChildDesk;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginBackupTest {
  private static final int TICKETS = 12;
  private static final Map<String, String> SETTINGS =
      Map.of("plugins.unsigned", "true", "network.private", "true");
  private static final String DATA =
      "{ tickets(first: 50) { nodes { number checklist { items { text } } reminders { text dueAt } }"
          + " } webhooks(first: 5) { nodes { name url state } }"
          + " outbox(first: 50) { nodes { id orderKey state } }"
          + " plugins(first: 10) { nodes { id state } } }";

  @TempDir private Path folder;

  @Test
  void backupRestoreRebuildVerifyAndExport_keepWhatPluginsStored() throws Exception {
    Path data = folder.resolve("data");
    Path backup = folder.resolve("backup");
    Path restored = folder.resolve("restored");
    JsonNode before;
    List<String> witnessed;
    try (PostBox box = new PostBox(7)) {
      try (ChildDesk desk = ChildDesk.start(data, Witness.RESTLESS)) {
        DeskClient admin = desk.admin();
        fill(admin, box);
        witnessed = Witness.words(admin, "witnessed");
        before = admin.data(DATA);
        run(data, "backup", backup.toString());
        assertEquals(143, desk.stop(), desk.output());
      }
      run(restored, "restore", backup.toString());
      run(restored, "rebuild");
      run(restored, "verify");
      StoredDesk.graphEqualsLog(restored);
      try (ServedDesk desk = ServedDesk.start(restored, SETTINGS, InstantSource.system())) {
        DeskClient admin = desk.admin();
        assertEquals(before, admin.data(DATA));
        assertEquals(witnessed, Witness.words(admin, "witnessed"));
        pluginsGoOn(admin, box);
        exported(admin);
        purged(admin, witnessed);
      }
    }
    run(restored, "verify");
    StoredDesk.graphEqualsLog(restored);
  }

  /** Something of each kind, and a delivery that waits for somebody who is not there. */
  private static void fill(DeskClient admin, PostBox box) throws IOException {
    Witness.setUp(admin, box);
    admin.done(
        "webhookCreate",
        Map.of(
            "name", "Nobody", "url", "http://127.0.0.1:1/", "eventTypes", List.of("TicketTagged")),
        "webhook { id }");
    List<String> tickets = new ArrayList<>();
    for (int i = 0; i < TICKETS; i++) {
      tickets.add(Witness.ticket(admin, "thing"));
    }
    admin.done(
        "reminderSet",
        Map.of("ticketId", tickets.getFirst(), "after", "P1D", "text", "Look"),
        "reminder { id }");
    admin.done(
        "ticketTag", Map.of("ticketId", tickets.getFirst(), "tags", List.of("a")), "ticket { id }");
    Await.until("all were seen", () -> Witness.words(admin, "witnessed").size() == TICKETS + 1);
    Await.until("all timers fired", () -> Witness.words(admin, "rung").size() == TICKETS);
    Await.until(
        "only one delivery waits",
        () ->
            admin.data("{ outbox(first: 1) { totalCount } }").at("/outbox/totalCount").asInt()
                == 1);
  }

  private static void pluginsGoOn(DeskClient admin, PostBox box) {
    int delivered = box.bodies().size();
    Witness.ticket(admin, "more");
    Await.until("it was seen", () -> Witness.words(admin, "witnessed").size() == TICKETS + 2);
    Await.until("it was delivered both ways", () -> box.bodies().size() == delivered + 2);
    assertEquals(List.of(), box.faults());
    assertEquals(
        "0",
        admin
            .data("{ pluginFaults(first: 1) { totalCount } }")
            .at("/pluginFaults/totalCount")
            .asText());
  }

  private void exported(DeskClient admin) throws IOException {
    Path file = folder.resolve("tickets.jsonl");
    run(
        folder,
        "export",
        "--url",
        admin.url(),
        "--token",
        String.valueOf(admin.bearer()),
        "--out",
        file.toString());
    List<String> lines = Files.readAllLines(file);
    assertEquals(TICKETS + 1, lines.size());
    assertTrue(lines.getFirst().contains("Witnessed "), lines.getFirst());
  }

  /** What a purge takes out of the desk lies in a file. */
  private static void purged(DeskClient admin, List<String> witnessed) {
    String file =
        admin
            .done("pluginPurge", Map.of("pluginId", "witness"), "exportFileId")
            .at("/exportFileId")
            .asText();
    String text = admin.get("/files/" + file).body();
    for (String event : witnessed) {
      assertTrue(text.contains("\"" + event + "\""), event + " in " + text);
    }
  }

  /** Runs a command of the program, which must succeed. */
  private static void run(Path data, String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    if (!words[0].equals("export")) {
      arguments.addAll(List.of("--data", data.toString()));
    }
    assertEquals(0, TrestleCommand.run(arguments.toArray(String[]::new)), arguments.toString());
  }
}
