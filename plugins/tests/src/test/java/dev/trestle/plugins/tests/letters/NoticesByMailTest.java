package dev.trestle.plugins.tests.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.commitments.CommitmentsPlugin;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.plugins.tests.PromiseToPutOff;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the plugin commitments tells customers, as they read it in their mail. */
class NoticesByMailTest {
  @AutoClose
  private final LetterDesk mail =
      new LetterDesk(
          PluginUnderTest.of(CalendarsPlugin.class),
          PluginUnderTest.of(SlaPlugin.class),
          PluginUnderTest.of(CommitmentsPlugin.class));

  private final TestPerson ada = mail.desk.agent("Ada", "technician");
  private String ticket;
  private PromiseToPutOff promise;

  /** A part is promised for this afternoon, and the customer has heard of nothing since. */
  @BeforeEach
  void aPromiseAtRisk() {
    mail.mailbox(LetterDesk.SUPPORT);
    TestPerson carla = mail.contact("Carla Meier", "carla@firm.example");
    ticket = mail.ticket("Printer", carla.id());
    promise = PromiseToPutOff.make(ada, ticket);
    ada.does("ticketProject", Map.of("ticketId", ticket, "endsAt", "2031-04-01T09:00:00Z"), "");
    mail.desk.settle();
    assertEquals(
        "true",
        ada.ask("query($t: ID!) { ticket(id: $t) { commitments { atRisk } } }", Map.of("t", ticket))
            .text("ticket.commitments.atRisk"));
    assertEquals(0, mail.letters().size());
  }

  private Done putOff() {
    return promise.putOff(Map.of("text", "The drum comes tomorrow."), "notice { id state }");
  }

  private void assertTheCustomerHasIt() {
    ReadMail letter = mail.last();
    assertEquals(1, mail.letters().size());
    assertEquals("carla@firm.example", letter.parties().to().getFirst().address());
    assertTrue(letter.text().plain().contains("The drum comes tomorrow."), letter.text()::plain);
    Reply seen =
        ada.ask(
            "query($t: ID!) { ticket(id: $t) { mailSendings { state }"
                + " messages(last: 1) { nodes { deliveryState } } } }",
            Map.of("t", ticket));
    assertEquals("SENT", seen.text("ticket.mailSendings.0.state"));
    assertEquals("SENT", seen.text("ticket.messages.nodes.0.deliveryState"));
    mail.desk.advance(Duration.ofHours(5));
    assertEquals("1 0", promise.breaches());
  }

  @Test
  void aNoticeThatIsSentAtOnce_leavesByMail_beforeThePromiseIsBroken() {
    mail.desk.configure("commitments", Map.of("outgoing", "COMMENT"));
    assertEquals("SENT", putOff().text("notice.state"));
    assertTheCustomerHasIt();
  }

  @Test
  void aNoticeThatIsADraft_leavesByMail_whenSomebodySendsIt() {
    String notice = putOff().text("notice.id");
    assertEquals(0, mail.letters().size());
    ada.does("customerNoticeSend", Map.of("noticeId", notice), "");
    assertTheCustomerHasIt();
    assertEquals(
        List.of(),
        ada.ask("{ customerNotices(first: 9) { nodes { id } } }").list("customerNotices.nodes"));
  }
}
