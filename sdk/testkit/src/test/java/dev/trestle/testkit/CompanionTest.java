package dev.trestle.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.tallies.TalliesPlugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CompanionTest {
  private static final String TALLY = "tally { commands said followed happened }";

  @AutoClose
  private final TestDesk desk =
      TestDesk.with(PluginUnderTest.of(TalliesPlugin.MANIFEST, TalliesPlugin.CLASSES));

  private final TestPerson ada = desk.admin();

  private Done create(String subject) {
    return ada.does(
        "ticketCreate",
        Map.of("subject", subject, "text", "It does not print."),
        "ticket { id version " + TALLY + " }");
  }

  private Reply tally(String ticket) {
    return ada.ask(
        "query ($id: ID!) { ticket(id: $id) { version " + TALLY + " } }", Map.of("id", ticket));
  }

  private Reply faults() {
    return ada.ask(
        "{ pluginFaults(first: 50) { nodes { id pluginId kind handler sequence ticket { id } message"
            + " } } }");
  }

  @Test
  void whatItAdds_isThereWhenTheCommandIsAnswered() {
    Done created = create("Printer");
    assertEquals("1", created.text("ticket.tally.commands"));
    assertEquals("1", created.text("ticket.tally.said"));
    assertEquals(created.text("ticket.version"), created.text("ticket.tally.followed"));
    assertTrue(
        ((List<?>) created.at("ticket.tally.happened")).contains("TicketCreated 2031-03-03"));
    Happened tallied = desk.happened("Tallied").getFirst();
    assertEquals(desk.happened("TicketCreated").getFirst().sequence(), tallied.sequence());
    String ticket = created.text("ticket.id");
    desk.kill();
    assertEquals("1", tally(ticket).text("ticket.tally.commands"));
  }

  @Test
  void underADryRun_itIsAskedAndNothingStays() {
    Done created =
        ada.does(
            "ticketCreate",
            Map.of("subject", "Printer", "dryRun", true),
            "ticket { tally { commands } }");
    assertEquals("1", created.text("ticket.tally.commands"));
    assertEquals(List.of(), desk.happened("Tallied"));
    desk.advance(Duration.ofHours(2));
    assertEquals(List.of(), desk.happened("NoteAdded"));
  }

  @Test
  void goesAlongWithTimersAndReactions_ofItsOwnPluginToo() {
    String ticket = create("Printer").text("ticket.id");
    desk.advance(Duration.ofMinutes(61));
    assertEquals("2", tally(ticket).text("ticket.tally.commands"));
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    desk.settle();
    Reply then = tally(ticket);
    assertEquals("4", then.text("ticket.tally.commands"));
    assertEquals("3", then.text("ticket.tally.said"));
    assertEquals(then.text("ticket.version"), then.text("ticket.tally.followed"));
  }

  @Test
  void goesAlongWithMerges_onBothTickets() {
    String one = create("Printer").text("ticket.id");
    String other = create("Printer again").text("ticket.id");
    ada.does("ticketMerge", Map.of("ticketId", other, "intoTicketId", one), "");
    for (String ticket : List.of(one, other)) {
      Reply then = tally(ticket);
      assertEquals(then.text("ticket.version"), then.text("ticket.tally.followed"));
    }
  }

  @Test
  void isToldOfThePast_byImports() {
    List<Map<String, Object>> history =
        List.of(
            Map.of("at", "2030-01-02T08:00:00Z", "status", "new"),
            Map.of("at", "2030-01-03T08:00:00Z", "priority", "HIGH", "comment", "Old words."));
    Done imported =
        ada.does(
            "ticketsImport",
            Map.of(
                "tickets",
                List.of(
                    Map.of("externalKey", "OLD-1", "subject", "Old", "history", history),
                    Map.of("externalKey", "OLD-2", "subject", "Older", "history", history))),
            "created { " + TALLY + " }");
    for (int i = 0; i < 2; i++) {
      String tally = "created." + i + ".tally";
      assertEquals("1", imported.text(tally + ".said"));
      assertTrue(
          ((List<?>) imported.at(tally + ".happened")).contains("TicketEdited 2030-01-03"),
          imported.text(tally + ".happened"));
    }
  }

  @Test
  void missesNothing_whenManyChangeTheSameTicketAtOnce() throws InterruptedException {
    String ticket = create("Printer").text("ticket.id");
    int writers = 8;
    int each = 10;
    ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int n = 0; n < each; n++) {
                  Map<String, Object> note = Map.of("ticketId", ticket, "text", "Looked at it.");
                  refused.addAll(ada.tries("ticketNote", note, "").problems());
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), List.copyOf(refused));
    Reply then = tally(ticket);
    assertEquals(1 + writers * each, then.number("ticket.tally.commands"));
    assertEquals(1 + writers * each, then.number("ticket.tally.said"));
  }

  @Test
  void letsTheCommandGoAhead_andLeavesAFault_whenItThrows() {
    goesAheadWithout("THROW", "thrown on purpose");
  }

  @Test
  void letsTheCommandGoAhead_andLeavesAFault_whenItNeverEnds() {
    goesAheadWithout("LOST", "companion counting");
  }

  @Test
  void letsTheCommandGoAhead_andLeavesAFault_whenItAddsWhatCannotBe() {
    goesAheadWithout("NOWHERE", "TICKET_UNKNOWN");
  }

  private void goesAheadWithout(String subject, String reason) {
    Done created = create(subject);
    assertNull(created.at("ticket.tally"));
    assertEquals(List.of(), desk.happened("Tallied"));
    Reply faults = faults();
    assertEquals(List.of("COMPANION"), faults.each("pluginFaults.nodes", "kind"));
    String fault = "pluginFaults.nodes.0";
    assertEquals("tallies", faults.text(fault + ".pluginId"));
    assertEquals("counting", faults.text(fault + ".handler"));
    assertNull(faults.at(fault + ".sequence"));
    assertEquals(created.text("ticket.id"), faults.text(fault + ".ticket.id"));
    assertTrue(faults.text(fault + ".message").contains(reason), faults.text(fault + ".message"));
    Map<String, Object> input = Map.of("pluginFaultId", faults.text(fault + ".id"));
    assertEquals(
        List.of("FAULT_NOT_REPEATABLE"), ada.tries("pluginFaultRetry", input, "").problems());
    ada.does("pluginFaultDismiss", input, "");
    assertEquals(List.of(), faults().list("pluginFaults.nodes"));
  }

  @Test
  void isNotAskedAnyMore_onceItsPluginIsInQuarantine() {
    for (int i = 0; i < 8; i++) {
      ada.ticket("THROW");
    }
    assertEquals(5, faults().list("pluginFaults.nodes").size());
    ada.ticket("Printer");
    assertEquals(List.of(), desk.happened("Tallied"));
    assertEquals(
        "QUARANTINED",
        ada.ask("{ plugins(first: 5) { nodes { state } } }").text("plugins.nodes.0.state"));
  }

  private void prioritize(String ticket, String priority) {
    ada.does("ticketPrioritize", Map.of("ticketId", ticket, "priority", priority), "");
  }

  @Test
  void leavesOnlyWhatItMissed_toTheReactionThatRepairs() {
    String failed = create("THROW").text("ticket.id");
    String missed = create("Printer").text("ticket.id");
    prioritize(missed, "HIGH");
    prioritize(failed, "HIGH");
    desk.disable("tallies");
    prioritize(missed, "LOW");
    desk.enable("tallies");
    prioritize(missed, "URGENT");
    desk.settle();
    assertEquals(
        List.of(failed, missed),
        desk.happened("Mended").stream().map(Happened::ticketId).map(String::valueOf).toList());
  }

  @Test
  void isGoneWithItsPlugin_andComesBackWithIt() {
    desk.disable("tallies");
    String ticket = ada.ticket("Printer");
    desk.enable("tallies");
    assertNull(tally(ticket).at("ticket.tally"));
    ada.does("ticketNote", Map.of("ticketId", ticket, "text", "Looked at it."), "");
    assertEquals("1", tally(ticket).text("ticket.tally.commands"));
  }
}
