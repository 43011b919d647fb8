package dev.trestle.plugins.tests.mail;

import static dev.trestle.plugins.tests.mail.MailDesk.mail;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.EmailPlugin;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What breaks whoever reads it becomes a ticket with its bytes all the same, and is not tried for
 * ever.
 */
class UnreadableMailTest {
  private static MailDesk desk;

  @BeforeAll
  static void open() {
    desk =
        new MailDesk(
            PluginUnderTest.of(EmailPlugin.class)
                .with(StubbornMail.class)
                .with(
                    "META-INF/trestle/plugin.properties",
                    text ->
                        text.replace(EmailPlugin.class.getName(), StubbornMail.class.getName())));
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  private static byte[] message(String subject) {
    return mail("Carl <carl@acme.example>", subject, "It burns.").getBytes(US_ASCII);
  }

  /** That a message is on a ticket of its own with its bytes, and listed. */
  private static void assertKept(byte[] message, Endpoint.Reply answer) {
    assertEquals(201, answer.status());
    String id = new String(answer.body(), US_ASCII);
    Reply listed =
        desk.ada.ask(
            """
            { mails(state: NOT_UNDERSTOOD, first: 50) { nodes { id originalPath flaws
                ticket { unansweredSince attachments { fileName }
                  messages(first: 2) { nodes { text } } } } } }
            """);
    int at = listed.each("mails.nodes", "id").indexOf(id);
    assertTrue(at >= 0, listed.toString());
    String mail = "mails.nodes." + at;
    String path = listed.text(mail + ".originalPath");
    assertArrayEquals(message, desk.ada.file(path.substring("/files/".length())));
    assertEquals("message.eml", listed.text(mail + ".ticket.attachments.0.fileName"));
    assertTrue(
        listed.text(mail + ".ticket.messages.nodes.0.text").contains("could not be understood"));
    assertTrue(listed.at(mail + ".ticket.unansweredSince") != null, "somebody has to look");
    assertEquals(200, desk.bring(message).status(), "once, however often it is brought");
  }

  @Test
  void isTakenUnread_whenReadingItFails_orWhatWasReadIsNonsense() {
    for (String subject : List.of("Throw", "Too deep", "Missing class", "Nonsense")) {
      byte[] message = message(subject);
      assertKept(message, desk.bring(message));
    }
  }

  @Test
  void isTakenUnread_whenTheDeskStoppedReadingItTwice() {
    byte[] message = message("Allocate");
    assertThrows(RuntimeException.class, () -> desk.bring(message));
    assertThrows(RuntimeException.class, () -> desk.bring(message));
    assertKept(message, desk.bring(message));
    assertEquals(201, desk.bring(message("Usual")).status(), "others go on");
  }

  @Test
  void isTakenUnread_whileSomebodyReadsItAndComesToNoEnd() throws Exception {
    byte[] message = message("Hang");
    CompletableFuture<Endpoint.Reply> first = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> first.complete(desk.bring(message)));
    assertEquals(201, desk.bring(message("Wait for it")).status());
    desk.desk.advance(Duration.ofSeconds(31));
    assertFalse(first.isDone());
    Endpoint.Reply kept = desk.bring(message);
    assertKept(message, kept);
    assertEquals(201, desk.bring(message("Release")).status());
    Endpoint.Reply late = Objects.requireNonNull(first.get(60, TimeUnit.SECONDS));
    assertArrayEquals(kept.body(), late.body(), "what came to its end after all doubles nothing");
  }
}
