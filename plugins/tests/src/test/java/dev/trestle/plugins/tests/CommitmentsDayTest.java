package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.commitments.CommitmentsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The day that {@code docs/plugins/commitments.md} tells, by the very documents it shows. */
class CommitmentsDayTest {
  private static final Path PAGE = Path.of("../../docs/plugins/commitments.md");

  @AutoClose
  private final TestDesk desk =
      TestDesk.with(
          PluginUnderTest.of(CalendarsPlugin.class),
          PluginUnderTest.of(SlaPlugin.class),
          PluginUnderTest.of(CommitmentsPlugin.class));

  private final TestPerson admin = desk.admin();
  private final TestPerson mia = desk.agent("Mia", "manager");
  private final TestPerson ada = desk.agent("Ada", "technician");

  @Test
  void oneCustomerIsToldBefore_andTheOtherIsCountedAsBreachedWithoutNotice() throws IOException {
    told(mia, "agreement", Map.of());
    told(mia, "policy", Map.of("manager", mia.id()));
    String template = told(mia, "template", Map.of()).text("commitmentTemplateSave.template.id");
    TestPerson carla = desk.contact("Carla");
    admin.does("contactEdit", Map.of("contactId", carla.id(), "locale", "de"), "");
    TestPerson dora = desk.contact("Dora");
    String printer = ticket("Printer", carla);
    admin.does("ticketAssign", Map.of("ticketId", printer, "assigneeId", ada.id()), "");
    String mailbox = ticket("Mailbox", dora);
    String promise = told(ada, "promise", Map.of("ticket", printer)).text("promiseMake.promise.id");

    at("2031-03-03T11:00:00Z");
    Reply wall = told(ada, "wall", Map.of());
    assertEquals("1", wall.text("silentTickets.totalCount"));
    assertEquals("Mailbox", wall.text("silentTickets.nodes.0.ticket.subject"));
    assertEquals("NO_OWNER", wall.text("silentTickets.nodes.0.silences.0.reason"));
    assertEquals(
        List.of("SILENCE"),
        mia.ask("{ myCommitmentTasks(first: 9) { nodes { origin } } }")
            .each("myCommitmentTasks.nodes", "origin"));

    at("2031-03-03T13:00:00Z");
    Reply risk = told(ada, "risk", Map.of());
    assertEquals(List.of("Printer"), risk.each("tickets.nodes", "subject"));
    assertEquals("PROMISE_NEAR", risk.text("tickets.nodes.0.commitments.risks.0.reason"));

    at("2031-03-03T13:10:00Z");
    Reply moved = told(ada, "renegotiate", Map.of("promise", promise, "template", template));
    String written = "promiseRenegotiate.notice.";
    assertEquals("de", moved.text(written + "language"));
    assertEquals(
        "Guten Tag Carla, Ihr Drucker dauert bis Dienstag, 4. März 2031, 14:00 (UTC):"
            + " das Ersatzteil kommt morgen.",
        moved.text(written + "text"));
    assertEquals("DRAFT", moved.text(written + "state"));
    told(ada, "send", Map.of("notice", moved.text(written + "id")));

    at("2031-03-03T14:30:00Z");
    dora.does("ticketComment", Map.of("ticketId", mailbox, "text", "Any news?"), "");
    at("2031-03-04T10:00:00Z");
    ada.does("ticketResolve", Map.of("ticketId", printer), "");

    Reply figures = told(mia, "figures", Map.of());
    assertEquals(shown(), String.valueOf(figures.at("commitmentsReport.series.0.total")));
    assertEquals(
        "KEPT",
        carla
            .ask(
                "query($id: ID!) { ticket(id: $id) { commitments { promises { state } } } }",
                Map.of("id", printer))
            .text("ticket.commitments.promises.0.state"));
  }

  private void at(String time) {
    desk.advanceTo(Instant.parse(time));
  }

  private String ticket(String subject, TestPerson requester) {
    return admin
        .does(
            "ticketCreate",
            Map.of("subject", subject, "requesterId", requester.id()),
            "ticket { id }")
        .text("ticket.id");
  }

  /** Asks a document of the page; whatever it changes must be done without problems. */
  private Reply told(TestPerson who, String name, Map<String, Object> variables)
      throws IOException {
    Reply reply = who.ask(block("<!-- day: " + name + " -->\\s*```graphql\\n"), variables);
    assertEquals(List.of(), reply.errors());
    for (Object part : reply.data().values()) {
      if (part instanceof Map<?, ?> payload && payload.containsKey("userErrors")) {
        assertEquals(List.of(), payload.get("userErrors"));
      }
    }
    return reply;
  }

  /** The figures as the page shows them, written as Java writes maps. */
  private static String shown() throws IOException {
    return block("```json\\n").strip().replace("\"", "").replace(": ", "=");
  }

  private static String block(String begin) throws IOException {
    Matcher block =
        Pattern.compile(begin + "(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    if (!block.find()) {
      throw new AssertionError("the page has nothing that begins with " + begin);
    }
    return block.group(1);
  }
}
