package dev.trestle.plugins.tests.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.read.MailKind;
import dev.trestle.testkit.TestPerson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two desks that write to each other, and a desk that gets its own mail back, come to rest. */
class DesksThatAnswerTest {
  private static final String HERE = "support@here.example";
  private static final String THERE = "support@there.example";
  private static final int ROUNDS_MAX = 20;

  private final LetterDesk here = new LetterDesk();
  private final LetterDesk there = new LetterDesk();
  private final String hereBox = here.mailbox(HERE);
  private final String thereBox = there.mailbox(THERE);
  private int fromHere;
  private int fromThere;

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  /** Carries letters to and fro until none is left; gives how many there were. */
  private int carried() {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      List<byte[]> out = here.letters();
      List<byte[]> back = there.letters();
      if (out.size() == fromHere && back.size() == fromThere) {
        return fromHere + fromThere;
      }
      out.subList(fromHere, out.size()).forEach(letter -> there.bring(thereBox, letter));
      back.subList(fromThere, back.size()).forEach(letter -> here.bring(hereBox, letter));
      fromHere = out.size();
      fromThere = back.size();
    }
    throw new AssertionError("letters go to and fro without end: " + fromHere + ", " + fromThere);
  }

  private static byte[] message(String from, String subject) {
    return ("From: <%s>\r\nTo: <%s>\r\nSubject: %s\r\nMessage-ID: <%s@elsewhere.example>\r\n\r\nHello.\r\n"
            .formatted(from, HERE, subject, subject.replace(' ', '.')))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void twoDesksStop_afterAWordAndItsAcknowledgement() {
    TestPerson other = here.contact("The other desk", THERE);
    String ticket = here.ticket("An order", other.id());
    here.admin.does("ticketComment", Map.of("ticketId", ticket, "text", "Where is it?"), "");
    assertEquals(2, carried());
    assertEquals(MailKind.AUTO_REPLY, there.last().kind());
    here.admin.does("ticketResolve", Map.of("ticketId", ticket), "");
    assertEquals(3, carried(), "what nobody wrote is not answered");
    assertEquals(
        1,
        there.admin.ask("{ tickets(first: 9) { totalCount } }").number("tickets.totalCount"),
        "all of it is one conversation");
  }

  @Test
  void twoDesksStop_whenSomebodyWritesInTheNameOfOne() {
    here.bring(hereBox, message(THERE, "Forged"));
    assertTrue(carried() <= 2, () -> fromHere + " and " + fromThere);
  }

  @Test
  void aDeskThatWritesInItsOwnName_hearsNothing() {
    here.bring(hereBox, message(HERE, "To myself"));
    assertEquals(0, carried());
  }

  @Test
  void aDeskWhoseLettersComeBack_stopsAfterOne() {
    here.bring(hereBox, message("carla@firm.example", "All my mail is passed on to you"));
    assertEquals(1, here.letters().size());
    here.bring(hereBox, here.letters().getFirst());
    here.bring(hereBox, here.letters().getFirst());
    assertEquals(1, here.letters().size());
  }

  /** Each letter goes to both mailboxes of the other desk, as a list or a forward would do. */
  @Test
  void desksWithSeveralMailboxes_stop_whicheverOfThemIsWrittenToOrFrom() {
    String sales = here.mailbox("sales@here.example");
    String orders = there.mailbox("orders@there.example");
    byte[] forged = message("orders@there.example", "To two at once");
    here.bring(hereBox, forged);
    here.bring(sales, forged);
    assertEquals(1, here.letters().size(), "one message, however many mailboxes it comes to");
    for (byte[] letter : here.letters()) {
      there.bring(thereBox, letter);
      there.bring(orders, letter);
      here.bring(sales, letter);
    }
    assertTrue(carried() <= 2, () -> fromHere + " and " + fromThere);
    here.bring(sales, message(HERE, "From one to the other"));
    assertTrue(carried() <= 2, () -> fromHere + " and " + fromThere);
  }
}
