package dev.trestle.plugins.tests.postoffice;

import dev.trestle.plugins.tests.postoffice.Traffic.Disturbance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The desk between Dovecot and Postfix: mail in by IMAP and POP3, answers out by submission,
 * answers to those in again, while nothing, the servers or the desk itself are disturbed.
 */
class PostOfficeCampaignTest {
  private static final int MESSAGES = Integer.getInteger("trestle.mail.messages", 2_000);
  private static final int ROUNDS = Integer.getInteger("trestle.mail.rounds", 20);
  private static final long SEED = Long.getLong("trestle.mail.seed", 20_261_122L);
  private static final int SHORT = 24;

  @TempDir private Path folder;
  private PostOffice office;
  private Boxes boxes;
  private Desk desk;

  @BeforeEach
  void open() throws Exception {
    office = PostOffice.open(folder);
    boxes = new Boxes(office);
    desk = new Desk(Files.createDirectories(folder.resolve("desk")));
    desk.start();
    boxes.makeOn(desk);
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
    boxes.close();
    office.close();
  }

  @Test
  void nothingIsLostOrDoubled_inAFewMessages() throws Exception {
    Traffic traffic = traffic(SHORT);
    counted("a few", traffic, SHORT, () -> traffic.let(traffic.posts()));
  }

  @Test
  @Tag("long")
  void nothingIsLostOrDoubled() throws Exception {
    Traffic traffic = traffic(MESSAGES);
    counted("undisturbed", traffic, MESSAGES, () -> traffic.let(traffic.posts()));
  }

  @Test
  @Tag("long")
  void nothingIsLostOrDoubled_whenTheServersStopStallAndStartAgain() throws Exception {
    Traffic traffic = traffic(MESSAGES);
    counted("servers disturbed", traffic, MESSAGES, () -> disturbServers(traffic));
  }

  @Test
  @Tag("long")
  void nothingIsLostOrDoubled_whenTheDeskIsKilled() throws Exception {
    Traffic traffic = traffic(MESSAGES);
    counted(ROUNDS + " kills", traffic, MESSAGES, () -> killDesk(traffic));
  }

  private Traffic traffic(int messages) throws IOException {
    return new Traffic(office, boxes, desk, messages, messages / 6, SEED);
  }

  private void counted(String name, Traffic traffic, int messages, Disturbance disturbance)
      throws Exception {
    long begun = System.nanoTime();
    Count count = traffic.run(disturbance);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    count.proves(messages);
    System.out.printf("mail, %s, %d s: %s%n", name, seconds, count.figures());
  }

  private void disturbServers(Traffic traffic) throws IOException, InterruptedException {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      traffic.let(traffic.posts() / ROUNDS);
      Daemon server = round % 2 == 0 ? office.dovecot : office.postfix;
      TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(2_000));
      switch (round % 4) {
        case 0, 1 -> {
          server.stop();
          TimeUnit.MILLISECONDS.sleep(random.nextInt(4_000));
          server.start();
        }
        case 2 -> {
          int slow = 20 + random.nextInt(200);
          boxes.wires().forEach(wire -> wire.slow(slow));
          TimeUnit.MILLISECONDS.sleep(3_000);
          boxes.wires().forEach(wire -> wire.slow(0));
        }
        default -> {
          for (Wire each : List.copyOf(boxes.wires())) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
            each.cut();
          }
        }
      }
    }
  }

  private void killDesk(Traffic traffic) throws InterruptedException {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      traffic.let(traffic.posts() / ROUNDS);
      TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(4_000));
      desk.kill();
      desk.start();
    }
  }
}
