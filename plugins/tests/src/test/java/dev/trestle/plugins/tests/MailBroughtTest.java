package dev.trestle.plugins.tests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.trestle.plugins.email.EmailPlugin;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailBroughtTest {
  private static final String CONVERSATION =
      """
      EHLO mx.example
      MAIL FROM:<carl@customer.example>
      RCPT TO:<support@desk.example>
      DATA
      From: Carl <carl@customer.example>
      To: support@desk.example
      Subject: The printer is on fire
      Message-ID: <1@customer.example>

      Please come.
      .
      QUIT
      """
          .replace("\n", "\r\n");

  private static String lastAnswer(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(CONVERSATION.getBytes(US_ASCII));
      socket.shutdownOutput();
      List<String> answers =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
              .lines()
              .toList();
      return answers.get(answers.size() - 2);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Test
  void isOnATicket_whenTheServerHearsThatItWasTaken_onceHoweverOftenItIsBrought()
      throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (TestDesk desk = TestDesk.with(PluginUnderTest.of(EmailPlugin.class))) {
      desk.admin()
          .does("mailboxSave", Map.of("name", "Support", "address", "support@desk.example"), "");
      desk.configure("email", Map.of("smtpPort", String.valueOf(port)));
      desk.await("the receiver listens", () -> listens(port));
      for (int time = 0; time < 2; time++) {
        assertEquals("250 2.0.0 on disk", lastAnswer(port));
        assertEquals(
            List.of("The printer is on fire"),
            desk.admin()
                .ask("{ tickets(first: 5) { nodes { subject } } }")
                .each("tickets.nodes", "subject"));
      }
      desk.disable("email");
      assertFalse(listens(port));
    }
  }
}
