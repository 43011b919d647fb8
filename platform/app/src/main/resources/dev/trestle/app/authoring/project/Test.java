package @package@;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plugin on a whole desk in memory, asked through the public schema. */
class @Name@Test {
  private TestDesk desk;
  private TestPerson ada;
  private String ticket;

  @BeforeEach
  void openDesk() {
    desk = TestDesk.with(PluginUnderTest.ofProject());
    ada = desk.admin();
    ticket = ada.ticket("The printer needs a new drum");
  }

  @AfterEach
  void closeDesk() {
    desk.close();
  }

  @Test
  void showsWhatATicketWaitsFor() {
    ada.does("@name@HoldSet", Map.of("ticketId", ticket, "reason", " the drum "), "");
    Reply reply = hold();
    assertEquals("the drum", reply.text("ticket.@name@Hold.reason"));
    assertEquals(ada.name(), reply.text("ticket.@name@Hold.setBy"));
  }

  @Test
  void keepsATicketOpen_untilItWaitsNoMore() {
    ada.does("@name@HoldSet", Map.of("ticketId", ticket, "reason", "the drum"), "");
    assertEquals(
        List.of("@CODE@_HELD"),
        ada.tries("ticketResolve", Map.of("ticketId", ticket), "").problems());
    ada.does("@name@HoldSet", Map.of("ticketId", ticket), "");
    assertNull(hold().at("ticket.@name@Hold"));
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
  }

  private Reply hold() {
    return ada.ask(
        "query ($id: ID!) { ticket(id: $id) { @name@Hold { reason setBy } } }",
        Map.of("id", ticket));
  }
}
