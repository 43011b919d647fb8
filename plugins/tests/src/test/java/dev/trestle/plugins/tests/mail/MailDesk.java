package dev.trestle.plugins.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.plugins.email.EmailPlugin;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk with a mailbox, to which a gateway brings messages. */
final class MailDesk implements AutoCloseable {
  static final String SUPPORT = "support@desk.example";
  static final String RELAY = "mx.desk.example";
  private static final String SECRET = "open sesame, and once more";

  final TestDesk desk;
  final TestPerson ada;
  final String mailboxId;
  private @Nullable String before;

  MailDesk() {
    this(PluginUnderTest.of(EmailPlugin.class));
  }

  MailDesk(PluginUnderTest plugin) {
    desk = TestDesk.with(plugin);
    ada = desk.admin();
    mailboxId =
        ada.does(
                "mailboxSave",
                Map.of(
                    "name",
                    "Support",
                    "address",
                    SUPPORT,
                    "trustedRelays",
                    List.of(RELAY),
                    "gateSecret",
                    SECRET),
                "mailbox { id }")
            .text("mailbox.id");
  }

  Endpoint.Reply bring(InputStream message, String secret) {
    return bring(mailboxId, message, secret);
  }

  Endpoint.Reply bring(String mailbox, InputStream message, String secret) {
    return desk.call(
        "email",
        "POST",
        "messages/" + mailbox,
        Map.of("Authorization", "Bearer " + secret),
        message);
  }

  Endpoint.Reply bring(byte[] message) {
    return bring(new ByteArrayInputStream(message), SECRET);
  }

  /** Brings a message that nobody has seen before; its id. */
  String take(String message) {
    Endpoint.Reply reply = bring(message.getBytes(StandardCharsets.UTF_8));
    assertEquals(201, reply.status(), () -> new String(reply.body(), StandardCharsets.UTF_8));
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  /** Lets {@link #tickets} show only those that come from now on, where tests share a desk. */
  void forget() {
    before =
        (String)
            ada.ask(
                    "{ tickets(last: 1, orderBy: [{ field: CREATED_AT }]) {"
                        + " pageInfo { endCursor } } }")
                .at("tickets.pageInfo.endCursor");
  }

  /** The tickets, the oldest first, with what was said on them. */
  Reply tickets() {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("after", before);
    return ada.ask(
        """
        query($after: Cursor) {
          tickets(first: 8, after: $after, orderBy: [{ field: CREATED_AT }]) { totalCount nodes {
            id number subject status { category } source unansweredSince tags priority
            requester { id name email company { name } } company { name }
            queue { name } links { kind ticket { number } }
            messages(first: 8) { nodes { id kind direction channel text
              author { kind name }
              attachments { id fileName contentType sizeBytes }
              mail { kind verified state reason subject messageId flaws originalPath html quoted
                from { name address } to { address }
                authentication { server method result } } } } } } }
        """,
        variables);
  }

  /** One message as mail programs write it. */
  static String mail(String from, String subject, String text, String... fields) {
    StringBuilder out = new StringBuilder();
    for (String field : fields) {
      out.append(field).append("\r\n");
    }
    return out
        + "From: "
        + from
        + "\r\nTo: "
        + SUPPORT
        + "\r\nSubject: "
        + subject
        + "\r\nDate: Mon, 3 Mar 2031 10:00:00 +0100\r\nMessage-ID: <"
        + UUID.nameUUIDFromBytes((from + subject + text).getBytes(StandardCharsets.UTF_8))
        + "@mail.example>\r\n\r\n"
        + text.replace("\n", "\r\n")
        + "\r\n";
  }

  /** The Message-ID of what {@link #mail} writes. */
  static String idOf(String mail) {
    int begin = mail.indexOf("Message-ID: ") + "Message-ID: ".length();
    return mail.substring(begin, mail.indexOf("\r\n", begin));
  }

  @Override
  public void close() {
    desk.close();
  }
}
