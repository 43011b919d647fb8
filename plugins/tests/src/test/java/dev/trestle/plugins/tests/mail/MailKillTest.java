package dev.trestle.plugins.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The desk is killed while a gateway brings messages, which brings again what it heard no answer
 * for: in the end each stands once, and what was answered for is there without being brought again.
 */
class MailKillTest {
  private static final String HEAP = "512m";
  private static final int EACH_ROUND = 40;
  private static final long SEED = Long.getLong("trestle.kill.seed", 20_261_122L);

  @TempDir private Path folder;

  @Test
  @Tag("long")
  void everyMessageStandsOnce_whenTheDeskIsKilledTwentyTimes() throws Exception {
    campaign(20);
  }

  private void campaign(int rounds) throws Exception {
    Set<Integer> promised = new HashSet<>();
    String mailbox = "";
    for (int round = 0; round < rounds; round++) {
      int first = round * EACH_ROUND;
      int enough = first + 1 + new Random(SEED + round).nextInt(EACH_ROUND - 1);
      try (ServerProcess desk = MailServer.start(folder, "round-" + round, HEAP);
          HttpClient gateway = HttpClient.newHttpClient()) {
        mailbox = round == 0 ? MailServer.mailbox(desk) : mailbox;
        String box = mailbox;
        AtomicInteger answered = new AtomicInteger(first);
        CompletableFuture<Integer> bringing =
            CompletableFuture.supplyAsync(
                () -> bringAll(gateway, desk.port(), box, first, answered));
        while (answered.get() < enough && !bringing.isDone()) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        ProcessHandle process = ProcessHandle.of(desk.pid()).orElseThrow();
        process.destroyForcibly();
        int until = bringing.get(2, TimeUnit.MINUTES);
        for (int i = first; i < until; i++) {
          promised.add(i);
        }
        process.onExit().get(1, TimeUnit.MINUTES);
      }
    }
    int all = rounds * EACH_ROUND;
    try (ServerProcess desk = MailServer.start(folder, "end", HEAP);
        HttpClient gateway = HttpClient.newHttpClient()) {
      for (int i = 0; i < all; i++) {
        int status = bring(gateway, desk.port(), mailbox, i);
        if (promised.contains(i)) {
          assertEquals(200, status, "message " + i + " was answered for and is not there");
        }
      }
      DeskApi ada = MailServer.ada(desk);
      String counts = ada.ask("{ tickets(first: 1) { totalCount } }", "{}");
      assertEquals(String.valueOf(all), DeskApi.text(counts, "totalCount"), "seed " + SEED);
      String mails = ada.ask("{ mails(state: DONE, first: 1) { totalCount } }", "{}");
      assertEquals(String.valueOf(all), DeskApi.text(mails, "totalCount"), "seed " + SEED);
    }
    System.out.printf(
        "killed %d times: %d messages, %d answered for before, each on one ticket%n",
        rounds, all, promised.size());
  }

  /** Up to which message they were answered for. */
  private static int bringAll(
      HttpClient gateway, int port, String mailbox, int first, AtomicInteger answered) {
    for (int i = first; i < first + EACH_ROUND; i++) {
      try {
        assertEquals(201, bring(gateway, port, mailbox, i));
      } catch (IOException cut) {
        return i;
      }
      answered.set(i + 1);
    }
    return first + EACH_ROUND;
  }

  private static int bring(HttpClient gateway, int port, String mailbox, int number)
      throws IOException {
    String mail =
        MailDesk.mail("Carl <carl" + number + "@acme.example>", "Help " + number, "It burns.");
    return MailServer.bring(gateway, port, mailbox, HttpRequest.BodyPublishers.ofString(mail));
  }
}
