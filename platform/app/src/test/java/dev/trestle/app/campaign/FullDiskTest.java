package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.ChildDesk;
import dev.trestle.app.outside.DeskClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk on a file system of its own that somebody else fills up. */
class FullDiskTest {
  private static final Map<String, String> RESTLESS =
      Map.of("TRESTLE_GRAPH_CHECKPOINT", "PT0.2S", "TRESTLE_SEARCH_COMMIT", "PT0.2S");

  @TempDir private Path folder;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.toString()) == 0;
    if (!mounted) {
      String reason = "A small file system cannot be mounted here; it takes the right to mount.";
      System.out.println("Skipped: " + reason);
      Assumptions.abort(reason);
    }
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertEquals(0, run("umount", "-l", disk.toString()));
    }
  }

  @Test
  void aFullDiskRefusesWrites_letsReadsGoOn_andRecoversWithoutRestart() throws Exception {
    Path data = disk.resolve("desk");
    try (ChildDesk desk = ChildDesk.start(data, RESTLESS)) {
      DeskClient admin = desk.admin();
      List<String> kept = new ArrayList<>();
      kept.add(create(admin, UUID.randomUUID()).json().at("/data/ticketCreate/ticket/id").asText());
      Path ballast = disk.resolve("ballast");
      fill(ballast);
      UUID key = UUID.randomUUID();
      DeskClient.Reply refused = create(admin, key);
      for (int i = 0; i < 2000 && refused.code().isEmpty(); i++) {
        kept.add(refused.json().at("/data/ticketCreate/ticket/id").asText());
        key = UUID.randomUUID();
        refused = create(admin, key);
      }
      assertEquals("DISK_FULL", refused.code(), refused.body());
      assertEquals(
          "UNAVAILABLE", refused.json().at("/errors/0/extensions/type").asText(), refused.body());
      assertEquals(kept.size(), count(admin));
      assertEquals(503, admin.get("/observe/ready").status());
      assertEquals("DISK_FULL", create(admin, UUID.randomUUID()).code());
      Files.delete(ballast);
      DeskClient.Reply again = create(admin, key);
      for (int i = 0; i < 100 && !again.code().isEmpty(); i++) {
        assertEquals("DISK_FULL", again.code());
        Thread.sleep(100);
        again = create(admin, key);
      }
      kept.add(again.json().at("/data/ticketCreate/ticket/id").asText());
      assertEquals(again.body(), create(admin, key).body());
      assertEquals(kept.size(), count(admin));
      for (String id : kept) {
        assertTrue(
            admin
                .data("query($i: ID!) { ticket(id: $i) { id } }", Map.of("i", id))
                .get("ticket")
                .hasNonNull("id"));
      }
      assertEquals(kept.size(), searched(admin, kept.size()), desk.output());
      assertEquals(143, desk.stop());
    }
    StoredDesk.chainIsWhole(data);
    StoredDesk.graphEqualsLog(data);
  }

  private static int searched(DeskClient admin, int expected) throws InterruptedException {
    int found = -1;
    for (int i = 0; i < 200 && found != expected; i++) {
      found =
          admin
              .ask("{ search(query: \"brimful\", types: [MESSAGE]) { totalCount } }")
              .json()
              .at("/data/search/totalCount")
              .asInt(-1);
      Thread.sleep(50);
    }
    return found;
  }

  private static int count(DeskClient admin) {
    return admin.data("{ tickets(first: 1) { totalCount } }").at("/tickets/totalCount").asInt();
  }

  private static DeskClient.Reply create(DeskClient admin, UUID key) {
    return admin.ask(
        DeskClient.call("ticketCreate", "ticket { id }"),
        Map.of(
            "i",
            Map.of(
                "subject",
                "Full",
                "text",
                "brimful ".repeat(1000),
                "operationKey",
                key.toString())));
  }

  /** Takes all space there is. */
  private static void fill(Path ballast) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertTrue(Files.size(ballast) > 0, full.toString());
    }
  }

  private static int run(String... command) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException absent) {
      return -1;
    }
    return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
