package dev.trestle.plugins.tests.letters;

import dev.trestle.plugins.email.EmailPlugin;
import dev.trestle.plugins.email.read.MailReader;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.Own;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestNetwork;
import dev.trestle.testkit.TestPerson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A desk with a mailbox that writes to the test. */
final class LetterDesk implements AutoCloseable {
  static final String SUPPORT = "support@desk.example";
  private static final String GATE = "gate-secret-of-the-test-desk-0123456789";

  final TestDesk desk;
  final TestPerson admin;

  LetterDesk(PluginUnderTest... others) {
    PluginUnderTest[] all = Arrays.copyOf(others, others.length + 1);
    all[others.length] = plugin();
    desk = TestDesk.with(all);
    admin = desk.admin();
    desk.network().host(HandedMail.RELAY, 250);
  }

  private static PluginUnderTest plugin() {
    return PluginUnderTest.of(EmailPlugin.class)
        .with(HandedMail.class)
        .with(
            "META-INF/trestle/plugin.properties",
            text -> text.replace(EmailPlugin.class.getName(), HandedMail.class.getName()));
  }

  /** A mailbox that sends at once. */
  String mailbox(String address) {
    return mailbox(address, Map.of());
  }

  String mailbox(String address, Map<String, Object> more) {
    Map<String, Object> server =
        Map.of("host", "smtp.desk.example", "port", 587, "security", "STARTTLS", "auth", "NONE");
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("name", "Support");
    input.put("address", address);
    input.put("undoSeconds", 0);
    input.put("send", Map.of("server", server, "perMinute", 600));
    input.put("gateSecret", GATE);
    input.putAll(more);
    return admin.does("mailboxSave", input, "mailbox { id }").text("mailbox.id");
  }

  TestPerson contact(String name, String email) {
    TestPerson contact = desk.contact(name);
    admin.does("contactEdit", Map.of("contactId", contact.id(), "email", email), "");
    return contact;
  }

  /** A ticket of a contact, asked for at the desk itself. */
  String ticket(String subject, UUID requester) {
    return admin
        .does(
            "ticketCreate",
            Map.of("subject", subject, "text", "It is broken.", "requesterId", requester),
            "ticket { id }")
        .text("ticket.id");
  }

  /** Brings a message to a mailbox, as a gateway does. */
  void bring(String mailbox, byte[] message) {
    bring(mailbox, message, GATE);
  }

  void bring(String mailbox, byte[] message, String secret) {
    int status =
        desk.call(
                "email",
                "POST",
                "messages/" + mailbox,
                Map.of("Authorization", "Bearer " + secret),
                new ByteArrayInputStream(message))
            .status();
    if (status != 200 && status != 201) {
      throw new AssertionError("the message was answered with " + status);
    }
    desk.settle();
  }

  /** The letters handed over so far, attempts included. */
  List<byte[]> letters() {
    desk.settle();
    return desk.network().requests().stream()
        .map(WebRequest::body)
        .map(Objects::requireNonNull)
        .toList();
  }

  List<String> texts() {
    return letters().stream().map(one -> new String(one, StandardCharsets.UTF_8)).toList();
  }

  ReadMail last() {
    return read(letters().getLast());
  }

  static ReadMail read(byte[] letter) {
    return new MailReader(Own.nobody()).read(MailSource.of(letter));
  }

  /** What the mailbox's server answers from now on. */
  void relay(int status, String words) {
    desk.network().host(HandedMail.RELAY, request -> TestNetwork.answer(status, words));
  }

  @Override
  public void close() {
    desk.close();
  }
}
