package dev.trestle.plugins.tests.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.plugins.tests.mail.EmailPage;
import dev.trestle.plugins.tests.postoffice.PostOffice.Port;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conversation that {@code docs/plugins/email.md} tells, by the very documents it shows, but
 * for the mailbox: here it lies on a real server, and the customer's too.
 */
@Tag("long")
class PostOfficeConversationTest {
  private static final String CARLA = "carla@firm.example";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;
  private PostOffice office;
  private Boxes boxes;
  private Desk desk;
  private Handover handover;
  private final Set<Path> read = new HashSet<>();

  @BeforeEach
  void open() throws Exception {
    office = PostOffice.open(folder);
    boxes = new Boxes(office);
    desk = new Desk(Files.createDirectories(folder.resolve("desk")));
    desk.start();
    boxes.makeOn(desk);
    handover = new Handover(office.port(Port.SMTP));
  }

  @AfterEach
  void close() throws Exception {
    handover.close();
    desk.close();
    boxes.close();
    office.close();
  }

  @Test
  void aCustomerWritesFromAPhone_andThanks_andTheTicketStaysResolved() throws Exception {
    send(EmailPage.block("asks", "eml"));
    Delivered acknowledged = nextLetter();
    assertEquals("Re: The printer does not print [#1001]", acknowledged.field("subject"));
    assertEquals("<first@firm.example>", acknowledged.field("in-reply-to"));
    assertEquals("auto-replied", acknowledged.field("auto-submitted"));
    Map<String, String> ticket =
        Map.of(
            "ticket",
            desk.ask("{ ticketByNumber(number: \"1001\") { id } }")
                .at("/ticketByNumber/id")
                .asText());

    desk.ask(EmailPage.block("answers", "graphql"), ticket);
    Delivered answer = nextLetter();
    assertTrue(answer.whole().contains("Which lights blink? A photo would help."));
    assertEquals("<first@firm.example>", answer.field("in-reply-to"));
    send(
        EmailPage.block("replies", "eml")
            .replace("{reply-to of Ada's answer}", answer.field("reply-to"))
            .replace("{id of Ada's answer}", answer.messageId()));
    awaitMessages(ticket, 3);

    desk.ask(EmailPage.block("resolves", "graphql"), ticket);
    Delivered resolved = nextLetter();
    assertTrue(resolved.whole().contains("The drum was empty; we have changed it."));
    assertEquals("<second@phone.example>", resolved.field("in-reply-to"));
    send(EmailPage.block("thanks", "eml"));
    JsonNode all = awaitMessages(ticket, 5);
    assertEquals("RESOLVED", all.at("/status/category").asText());
    assertEquals(
        List.of(
            "It only blinks.",
            "Which lights blink? A photo would help.",
            "The red ones.",
            "The drum was empty; we have changed it.",
            "Thanks a lot!"),
        texts(all));
    assertEquals("IMG_0042.jpg", all.at("/messages/nodes/2/attachments/0/fileName").asText());
    assertEquals("SENT", all.at("/messages/nodes/1/deliveryState").asText());
    assertEquals(3, Delivered.files(office.maildir(CARLA)).size(), "thanks are not answered");
  }

  private static List<String> texts(JsonNode ticket) {
    List<String> texts = new ArrayList<>();
    ticket.at("/messages/nodes").forEach(each -> texts.add(each.get("text").asText().strip()));
    return texts;
  }

  private void send(String message) throws IOException, InterruptedException {
    handover.hand(CARLA, Boxes.SUPPORT, message.getBytes(StandardCharsets.UTF_8));
  }

  private Delivered nextLetter() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < PATIENCE_NANOS) {
      for (Path file : Delivered.files(office.maildir(CARLA))) {
        if (read.add(file)) {
          return Delivered.read(file);
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("no letter comes\n" + office.logs() + desk.printed());
  }

  private JsonNode awaitMessages(Map<String, String> ticket, int count)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < PATIENCE_NANOS) {
      JsonNode all = desk.ask(EmailPage.block("all", "graphql"), ticket).get("ticket");
      if (all.at("/messages/nodes").size() >= count) {
        return all;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("the message does not come\n" + office.logs() + desk.printed());
  }
}
