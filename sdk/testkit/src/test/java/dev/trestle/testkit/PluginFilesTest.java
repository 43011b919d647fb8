package dev.trestle.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.post.OtherPost;
import dev.trestle.plugins.post.PostPlugin;
import dev.trestle.sdk.http.Endpoint;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PluginFilesTest {
  private static final PluginUnderTest POST =
      PluginUnderTest.of(PostPlugin.MANIFEST, PostPlugin.CLASSES);

  @AutoClose private final TestDesk desk = TestDesk.with();
  private final PostHost host = new PostHost(desk);
  private final TestPerson ada = desk.admin();

  @BeforeEach
  void installPost() {
    desk.install(POST);
  }

  /** The files of all tickets, as the viewer sees them. */
  private List<String> files(TestPerson viewer) {
    List<String> names = new ArrayList<>();
    for (Object one :
        viewer
            .ask("{ tickets(first: 9) { nodes { attachments { fileName contentType } } } }")
            .each("tickets.nodes", "attachments")) {
      names.add(String.valueOf(one));
    }
    return names;
  }

  @Test
  void becomesAnAttachment_inTheCommitThatNamesIt() {
    String id = host.does("letter hello").split(" ")[0];
    assertEquals(List.of("[{fileName=a_hello.txt, contentType=text/plain}]"), files(ada));
    assertArrayEquals("hello".getBytes(UTF_8), ada.file(id));
    desk.kill();
    assertArrayEquals("hello".getBytes(UTF_8), ada.file(id));
    assertEquals("hello", host.does("open " + id));
  }

  @Test
  void isKeptWithATicket_forThoseWhoReadItsNotes() {
    TestPerson carl = desk.contact("Carl");
    String ticket =
        ada.does(
                "ticketCreate",
                Map.of("subject", "Printer", "requesterId", carl.id()),
                "ticket { id }")
            .text("ticket.id");
    String id = host.does("keep " + ticket);
    assertArrayEquals("original".getBytes(UTF_8), ada.file(id));
    assertNull(carl.file(id));
    assertEquals(
        List.of("[]"),
        carl
            .ask("{ tickets(first: 5) { nodes { attachments { id } } } }")
            .each("tickets.nodes", "attachments")
            .stream()
            .map(String::valueOf)
            .toList());
    assertEquals("FILE_ALREADY_ATTACHED", host.does("attach " + ticket + " " + id));
  }

  @Test
  void isNobodysBusiness_butItsPlugins() {
    String ticket = ada.ticket("Printer");
    String uploaded = ada.upload("mine.txt", "text/plain", "mine".getBytes(UTF_8));
    assertEquals("NOT_FOUND", host.does("open " + uploaded));
    assertEquals("NOT_FOUND", host.does("attach " + ticket + " " + uploaded));
    String stored = host.does("store 10").split(" ")[0];
    String kept = host.does("keep " + ticket);
    PostHost others = new PostHost(desk, "other.example");
    List<String> commands =
        List.of(
            "open " + stored, "attach " + ticket + " " + stored, "open " + kept, "keep " + ticket);
    commands.forEach(others::command);
    desk.install(PluginUnderTest.of(OtherPost.MANIFEST, OtherPost.CLASSES));
    for (String command : commands.subList(0, 3)) {
      assertEquals("NOT_FOUND", others.answer(command), command);
    }
    assertEquals("original", host.does("open " + kept));
    assertEquals("original", host.does("open " + others.answer("keep " + ticket)));
  }

  @Test
  void leavesNothing_whenItIsCutShort_tooLarge_orTheDiskIsFull() {
    int before = desk.filesOnDisk().size();
    assertEquals("the line is dead", host.does("cut"));
    assertEquals("TOO_LARGE", host.does("store " + (65L << 20)));
    desk.disk().full(true);
    assertEquals("DISK_FULL", host.does("store 100"));
    desk.disk().full(false);
    assertEquals(before, desk.filesOnDisk().size());
    assertTrue(host.does("store 100").endsWith(" application/octet-stream"));
    assertEquals(before + 1, desk.filesOnDisk().size());
  }

  @Test
  void isRemovedAtTheNextStart_whenNoCommitNamedIt() {
    host.does("letter named");
    int named = desk.filesOnDisk().size();
    host.does("store 1000");
    assertEquals(named + 1, desk.filesOnDisk().size());
    desk.kill();
    assertEquals(named, desk.filesOnDisk().size());
    host.does("letter other");
    assertEquals(named + 1, desk.filesOnDisk().size());
    desk.kill();
    assertEquals(named + 1, desk.filesOnDisk().size());
  }

  @Test
  void comesInAsAStream_throughAnEndpoint() {
    byte[] body = new byte[1 << 20];
    Endpoint.Reply reply =
        desk.call("post", "POST", "letters", Map.of(), new ByteArrayInputStream(body));
    assertEquals(200, reply.status());
    assertEquals(List.of("[{fileName=letter.txt, contentType=text/plain}]"), files(ada));
  }

  @Test
  void tellsOfAMessageWhetherItWasDelivered_inItsHistoryToo() {
    String ticket = ada.ticket("Printer");
    desk.settle();
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "On my way."), "");
    desk.settle();
    String query =
        "query ($id: ID!) { ticket(id: $id) { messages(first: 9) { nodes { id text deliveryState }"
            + " } history(first: 50) { nodes { type changes { field after } } } } }";
    Reply pending = ada.ask(query, Map.of("id", ticket));
    List<?> states = pending.each("ticket.messages.nodes", "deliveryState");
    assertEquals("PENDING", states.getLast());
    String message = String.valueOf(pending.each("ticket.messages.nodes", "id").getLast());
    assertEquals("noted", host.does("sent " + message));
    Reply sent = ada.ask(query, Map.of("id", ticket));
    assertEquals("SENT", sent.each("ticket.messages.nodes", "deliveryState").getLast());
    assertTrue(sent.each("ticket.history.nodes", "type").contains("MessageDeliveryChanged"));
    assertEquals("MESSAGE_UNKNOWN", host.does("sent " + ticket + ".77"));
    ada.does("ticketNote", Map.of("ticketId", ticket, "text", "Between us."), "");
    String note =
        String.valueOf(
            ada.ask(query, Map.of("id", ticket)).each("ticket.messages.nodes", "id").getLast());
    assertEquals("MESSAGE_NOT_OUTBOUND", host.does("sent " + note));
    desk.kill();
    assertEquals(
        "SENT",
        ada.ask(query, Map.of("id", ticket))
            .each("ticket.messages.nodes", "deliveryState")
            .get(states.size() - 1));
  }
}
