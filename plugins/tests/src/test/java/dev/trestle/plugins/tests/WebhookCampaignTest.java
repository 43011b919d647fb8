package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.webhooks.WebhooksPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.Happened;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A receiver that fails, stalls, restarts and repeats, and a desk that is stopped and killed, until
 * the receiver has everything.
 */
class WebhookCampaignTest {
  private static final long SEED = 20310303;
  private static final int ROUND = 2_500;
  private static final int CHANGES_A_TICKET = 9;
  private static final int PATIENCE_ROUNDS = 60;

  @Test
  void everyEventArrives_inOrderPerTicket_eachVerifiable() {
    campaign(1_000);
  }

  @Test
  @Tag("long")
  void everyEventArrives_ofAHundredThousand() {
    campaign(100_000);
  }

  private static void campaign(int events) {
    Random random = new Random(SEED);
    try (TestDesk desk = TestDesk.with(PluginUnderTest.of(WebhooksPlugin.class))) {
      MoodyReceiver receiver = new MoodyReceiver(random.nextLong());
      desk.network().host("hooks.example.org", receiver);
      Done made =
          desk.admin()
              .does(
                  "webhookCreate",
                  Map.of(
                      "name", "Campaign",
                      "url", "https://hooks.example.org/",
                      "eventTypes", List.of("TicketCreated", "TicketTagged"),
                      "payload", "{ type ticket { id } }"),
                  "secret");
      receiver.expectSignaturesBy(made.text("secret"));
      for (int done = 0; done < events; done += ROUND) {
        work(desk.admin(), Math.min(ROUND, events - done));
        if (random.nextBoolean()) {
          desk.kill();
        } else {
          desk.settle();
        }
        desk.restart(Duration.ofMinutes(10));
      }
      Map<String, List<String>> wanted = wanted(desk);
      int rounds = 0;
      desk.settle();
      while (receiver.received() < events && rounds++ < PATIENCE_ROUNDS) {
        desk.restart(Duration.ofHours(1));
        desk.settle();
      }
      assertEquals(List.of(), receiver.faults(), "seed " + SEED);
      assertEquals(events, wanted.values().stream().mapToInt(List::size).sum());
      assertEquals(wanted, receiver.inOrderOfArrival(), "seed " + SEED);
      assertTrue(receiver.repeats() > 0, "a receiver in such a mood gets something twice");
      System.out.printf(
          "%,d events to %,d tickets arrived; %,d repeats, %,d attempts failed, %,d in all%n",
          events, wanted.size(), receiver.repeats(), receiver.failures(), receiver.attempts());
    }
  }

  /** So many events: a ticket, and changes of it, with a change of an older one now and then. */
  private static void work(TestPerson ada, int events) {
    String ticket = "";
    for (int i = 0; i < events; i++) {
      if (i % (CHANGES_A_TICKET + 1) == 0) {
        ticket = ada.ticket("Ticket " + i);
      } else {
        ada.does("ticketTag", Map.of("ticketId", ticket, "tags", List.of("tag-" + i)), "");
      }
    }
  }

  /** The ids of the messages that are due, by ticket, in order. */
  private static Map<String, List<String>> wanted(TestDesk desk) {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (Happened event : desk.happened()) {
      if (event.type().equals("TicketCreated") || event.type().equals("TicketTagged")) {
        wanted
            .computeIfAbsent(String.valueOf(event.ticketId()), _ -> new ArrayList<>())
            .add("evt_" + event.sequence() + "_" + event.ordinal());
      }
    }
    return wanted;
  }
}
