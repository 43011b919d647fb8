package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.ChildDesk;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sixteen clients write, the desk is killed without warning, starts again and must stand by every
 * word it gave. Checkpoints and commits of the index follow each other so closely that the kill
 * falls into them as well.
 */
class KillTest {
  private static final int START_SEED = Integer.getInteger("trestle.kill.seed", 20_261_122);
  private static final Map<String, String> RESTLESS =
      Map.of("graph.checkpoint", "PT0.05S", "search.commit", "PT0.1S");
  private static final Map<String, String> RESTLESS_CHILD =
      Map.of("TRESTLE_GRAPH_CHECKPOINT", "PT0.05S", "TRESTLE_SEARCH_COMMIT", "PT0.1S");
  private static final int ROUNDS_PER_DESK = 10;

  @TempDir private Path folder;

  @Test
  void aDeskKilledUnderSixteenWritersLosesNoAcknowledgedWrite_fiveRounds() throws Exception {
    campaign(5);
  }

  @Test
  @Tag("long")
  void aDeskKilledUnderSixteenWritersLosesNoAcknowledgedWrite_fiftyRounds() throws Exception {
    campaign(50);
  }

  private void campaign(int rounds) throws Exception {
    int acknowledged = 0;
    int unanswered = 0;
    for (int done = 0; done < rounds; done += ROUNDS_PER_DESK) {
      Path data = folder.resolve("desk-" + done);
      List<Written> all = new ArrayList<>();
      for (int i = done; i < Math.min(rounds, done + ROUNDS_PER_DESK); i++) {
        all.addAll(round(data, START_SEED + i));
      }
      StoredDesk.chainIsWhole(data);
      StoredDesk.graphEqualsLog(data);
      int acked = (int) all.stream().filter(Written::acknowledged).count();
      acknowledged += acked;
      unanswered += all.size() - acked;
    }
    System.out.printf(
        "kill campaign: %d rounds, %d writes acknowledged, %d unanswered, 0 lost%n",
        rounds, acknowledged, unanswered);
  }

  private static List<Written> round(Path data, int seed) throws Exception {
    String round = "round with seed " + seed;
    Random random = new Random(seed);
    Writers writers;
    try (ChildDesk desk = ChildDesk.start(data, RESTLESS_CHILD)) {
      DeskClient admin = desk.admin();
      String agent = admin.data("{ viewer { id } }").at("/viewer/id").asText();
      writers = new Writers(admin, agent, seed);
      writers.start();
      int enough = 50 + random.nextInt(400);
      while (writers.acknowledged() < enough && writers.faults().isEmpty()) {
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(30));
      desk.kill();
    }
    writers.join();
    assertEquals(List.of(), writers.faults(), round);
    StoredDesk.chainIsWhole(data);
    List<Written> written = writers.written();
    assertTrue(written.size() >= 50, round);
    try (ServedDesk desk = ServedDesk.start(data, RESTLESS, InstantSource.system())) {
      check(desk.admin(), round, written);
    }
    return written;
  }

  private static void check(DeskClient admin, String round, List<Written> written)
      throws IOException {
    Aftermath aftermath = new Aftermath(admin, round);
    aftermath.keysAnswerAsBefore(written);
    aftermath.nothingIsLostDoubledOrHalf(written);
    aftermath.searchFindsWhatWasWritten(written);
  }
}
