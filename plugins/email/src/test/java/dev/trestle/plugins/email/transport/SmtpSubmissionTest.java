package dev.trestle.plugins.email.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.intake.Mailbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpSubmissionTest {
  private static final String MESSAGE = "Subject: 1\r\n\r\n.dot\r\n..dots\r\nJos\u00e9\r\n";

  private final Around around = new Around();
  private final SmtpSubmission submission = new SmtpSubmission(new Tokens());
  private SmtpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new SmtpServer();
  }

  @AfterEach
  void hangUp() throws IOException {
    submission.closeIdle(null);
    server.close();
  }

  private Sent send(String... to) throws InterruptedException {
    return submission.send(
        new Sending(Boxes.sending(server.port()), around),
        "support@desk.example",
        List.of(to),
        out -> out.write(MESSAGE.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private long heard(String start) {
    return server.heard.stream().filter(line -> line.startsWith(start)).count();
  }

  @Test
  void handsOver_toTheByte_andKeepsTheConnectionForTheNext() throws Exception {
    Sent sent = send("a@x.example", "b@x.example");
    assertEquals("250 2.0.0 queued as 1", assertInstanceOf(Sent.Accepted.class, sent).answer());
    assertEquals(List.of("Subject: 1\r\n\r\n..dot\r\n...dots\r\nJos\u00e9\r\n"), server.accepted);
    assertInstanceOf(Sent.Accepted.class, send("c@x.example"));
    assertEquals(1, heard("EHLO desk.example"));
    assertEquals(1, heard("AUTH PLAIN AHN1cHBvcnQAc2VhbGVk"));
    assertEquals(1, heard("MAIL FROM:<support@desk.example> BODY=8BITMIME") - 1);
  }

  @Test
  void sendsToNobody_whenOneIsRefused_andNamesIt() throws Exception {
    server.instead.put("RCPT TO:<b@", "550 5.1.1 no such user");
    Sent.Refused refused = assertInstanceOf(Sent.Refused.class, send("a@x.example", "b@x.example"));
    assertEquals("5.1.1", refused.status());
    assertEquals("b@x.example", refused.recipient());
    assertEquals(List.of(), server.accepted);
    assertInstanceOf(Sent.Accepted.class, send("a@x.example"));
  }

  @Test
  void triesLater_whatPasses() throws Exception {
    server.instead.put("RCPT", "450 4.2.1 greylisted");
    assertTrue(
        assertInstanceOf(Sent.Retry.class, send("a@x.example")).reason().contains("greylisted"));
    server.instead.clear();
    server.cutAfterDot = true;
    assertInstanceOf(Sent.Retry.class, send("a@x.example"));
    server.instead.put("connect", "421 4.3.2 too busy");
    assertInstanceOf(Sent.Retry.class, send("a@x.example"));
    assertEquals(List.of(), server.accepted);
  }

  @Test
  void triesLater_whereNothingAnswers() throws Exception {
    int nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = closed.getLocalPort();
    }
    Sent.Retry away =
        assertInstanceOf(
            Sent.Retry.class,
            submission.send(
                new Sending(Boxes.sending(nobody), around),
                "support@desk.example",
                List.of("a@x.example"),
                out -> out.write('x')));
    assertTrue(away.reason().contains("Nothing answers at"), away.reason());
  }

  @Test
  void hangsUp_onAServerWhoseAnswerNeverEnds_andTriesLater() throws Exception {
    for (RudeServer.Script script :
        List.<RudeServer.Script>of(
            talk -> talk.withoutEnd("220 "),
            talk -> {
              talk.say("220 mail.example");
              talk.line();
              talk.withoutEnd("250-AUTH PLAIN\r\n");
            })) {
      try (RudeServer rude = RudeServer.saying(script)) {
        Mailbox box = Boxes.sending(rude.port());
        Sent sent =
            submission.send(
                new Sending(box, around),
                "support@desk.example",
                List.of("a@x.example"),
                out -> out.write('x'));
        Sent.Retry later = assertInstanceOf(Sent.Retry.class, sent);
        assertTrue(later.reason().contains("does not end"), later.reason());
        ConnectionTest.Result told = new ConnectionTest(new Tokens()).sending(box, around);
        assertTrue(told != null && !told.works());
        String sentence = told.steps().getLast().sentence();
        assertTrue(sentence.contains("Check whether a mail server listens"), sentence);
      }
    }
  }

  @Test
  void refusesForGood_whatTheServerRefuses() throws Exception {
    server.instead.put("dot", "554 5.7.1 spam");
    Sent.Refused refused = assertInstanceOf(Sent.Refused.class, send("a@x.example"));
    assertEquals("", refused.recipient());
    assertEquals("5.7.1", refused.status());
    assertInstanceOf(Sent.Refused.class, send("jos\u00e9@x.example"));
    assertInstanceOf(Sent.Refused.class, send("a@x.example>\r\nRCPT TO:<b@x.example"));
    assertEquals(0, heard("RCPT TO:<b@"));
  }

  @Test
  void doesNotGiveMailUp_whenItIsNotLetIn() throws Exception {
    server.instead.put("AUTH", "535 5.7.8 wrong password");
    Sent.Retry retry = assertInstanceOf(Sent.Retry.class, send("a@x.example"));
    assertTrue(retry.reason().contains("Check user and password"), retry.reason());
    assertTrue(retry.after() != null);
    server.instead.put("AUTH", "454 4.7.0 Temporary authentication failure");
    assertNull(assertInstanceOf(Sent.Retry.class, send("a@x.example")).after());
  }

  @Test
  void tellsStepByStep_howFarItCame() {
    ConnectionTest test = new ConnectionTest(new Tokens());
    ConnectionTest.Result fine = test.sending(Boxes.sending(server.port()), around);
    assertTrue(fine != null && fine.works() && fine.steps().size() == 3, String.valueOf(fine));
    server.instead.put("AUTH", "535 5.7.8 wrong password");
    ConnectionTest.Result refused = test.sending(Boxes.sending(server.port()), around);
    assertTrue(refused != null && !refused.works());
    assertEquals(ConnectionTest.StepName.SIGN_IN, refused.steps().getLast().name());
    Mailbox secured = secured();
    ConnectionTest.Result plain = test.sending(secured, around);
    assertTrue(plain != null && !plain.works());
    assertEquals(ConnectionTest.StepName.CONNECTION, plain.steps().getLast().name());
    assertTrue(
        plain.steps().getLast().sentence().contains("speaks no TLS"),
        plain.steps().getLast().sentence());
  }

  private Mailbox secured() {
    Mailbox plain = Boxes.sending(server.port());
    Mailbox.Server at = Boxes.server(server.port());
    return new Mailbox(
        plain.id(),
        2,
        plain.name(),
        plain.address(),
        plain.aliases(),
        true,
        plain.fetch(),
        new Mailbox.Send(
            new Mailbox.Server(
                at.host(), at.port(), Mailbox.Security.TLS, at.user(), at.auth(), at.secret()),
            60,
            ""),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        0,
        "sealed");
  }
}
