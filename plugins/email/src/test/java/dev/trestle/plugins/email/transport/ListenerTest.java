package dev.trestle.plugins.email.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.intake.Envelope;
import dev.trestle.plugins.email.intake.IntakeBusy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private static final long BYTES_MAX = 1_000;

  private final MemoryDesk desk = new MemoryDesk();
  private Listener smtp;
  private Listener lmtp;

  @BeforeEach
  void listen() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    smtp = new Listener(Incoming.Protocol.SMTP, here, 0, desk, BYTES_MAX);
    lmtp = new Listener(Incoming.Protocol.LMTP, here, 0, desk, BYTES_MAX);
  }

  @AfterEach
  void hangUp() throws IOException {
    smtp.close();
    lmtp.close();
  }

  /** A desk that keeps what it takes in a list. */
  private static final class MemoryDesk implements ReceiverDesk {
    final List<String> taken = new CopyOnWriteArrayList<>();
    final List<Envelope> envelopes = new CopyOnWriteArrayList<>();
    volatile boolean busy;
    volatile boolean keepsNothingLarge;

    @Override
    public @Nullable UUID mailboxOf(String address) {
      return address.endsWith("@desk.example") ? new UUID(1, 1) : null;
    }

    @Override
    public void take(UUID mailboxId, InputStream content, Envelope envelope)
        throws IOException, IntakeBusy {
      String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
      if (busy) {
        throw new IntakeBusy("the disk is full");
      }
      if (keepsNothingLarge && text.length() > 100) {
        throw new TooLarge("this desk keeps no message of so many bytes");
      }
      taken.add(text);
      envelopes.add(envelope);
    }

    @Override
    public @Nullable SSLContext identity() {
      return null;
    }
  }

  /** Says all of it at once, and gives what was answered until the server hangs up. */
  private static List<String> said(Listener listener, String all) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      socket.getOutputStream().write(all.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      List<String> answers = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.charAt(3) == ' ') {
          answers.add(line);
        }
      }
      return answers;
    }
  }

  private static List<String> codes(List<String> answers) {
    return answers.stream().map(answer -> answer.substring(0, 3)).toList();
  }

  @Test
  void takesWhatIsBrought_aHeapOfCommandsAtOnce() throws IOException {
    List<String> answers =
        said(
            smtp,
            "EHLO mx\r\nMAIL FROM:<a@x.example> SIZE=30\r\nRCPT TO:<support@desk.example>\r\n"
                + "RCPT TO:<nobody@x.example>\r\nDATA\r\nSubject: 1\r\n\r\n..dot\r\n.\r\nQUIT\r\n");
    assertEquals(List.of("220", "250", "250", "250", "550", "354", "250", "221"), codes(answers));
    assertEquals(List.of("Subject: 1\r\n\r\n.dot\r\n"), desk.taken);
    assertEquals("a@x.example", desk.envelopes.getFirst().sender());
    assertEquals(List.of("support@desk.example"), desk.envelopes.getFirst().recipients());
  }

  @Test
  void letsNoMessageHideAnother_behindABareLineFeed() throws IOException {
    said(
        smtp,
        "EHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<support@desk.example>\r\nDATA\r\n"
            + "one\n.\nMAIL FROM:<evil@x.example>\r\n.\r\nQUIT\r\n");
    assertEquals(List.of("one\n.\nMAIL FROM:<evil@x.example>\r\n"), desk.taken);
    assertEquals("", desk.envelopes.getFirst().sender());
  }

  @Test
  void refusesWhatIsTooLarge_whetherOrNotItSaidSo() throws IOException {
    String head = "EHLO mx\r\nMAIL FROM:<a@x.example>%s\r\nRCPT TO:<support@desk.example>\r\n";
    assertEquals(
        List.of("220", "250", "552", "503", "221"),
        codes(said(smtp, head.formatted(" SIZE=1001") + "QUIT\r\n")));
    List<String> answers =
        said(smtp, head.formatted("") + "DATA\r\n" + "x".repeat(5_000) + "\r\n.\r\nQUIT\r\n");
    assertEquals(List.of("220", "250", "250", "250", "354", "552", "221"), codes(answers));
    desk.keepsNothingLarge = true;
    answers = said(smtp, head.formatted("") + "DATA\r\n" + "x".repeat(500) + "\r\n.\r\nQUIT\r\n");
    assertEquals("552 5.3.4 this desk keeps no message of so many bytes", answers.get(5));
    assertEquals(List.of(), desk.taken);
  }

  @Test
  void takesNothing_thatBrokeOff_andSaysLater_whenTheDeskIsBusy() throws IOException {
    String head = "MAIL FROM:<a@x.example>\r\nRCPT TO:<support@desk.example>\r\nDATA\r\n";
    said(smtp, "EHLO mx\r\n" + head + "half a mess");
    assertEquals(List.of(), desk.taken);
    desk.busy = true;
    List<String> answers = said(smtp, "EHLO mx\r\n" + head + "all of it\r\n.\r\nQUIT\r\n");
    assertTrue(answers.contains("451 4.3.0 the disk is full"), answers.toString());
    desk.busy = false;
    said(smtp, "EHLO mx\r\n" + head + "all of it\r\n.\r\nQUIT\r\n");
    assertEquals(List.of("all of it\r\n"), desk.taken);
  }

  @Test
  void answersForEachRecipient_byLmtp() throws IOException {
    List<String> answers =
        said(
            lmtp,
            "EHLO mx\r\nLHLO mx\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<support@desk.example>\r\n"
                + "RCPT TO:<help@desk.example>\r\nDATA\r\nboth\r\n.\r\nQUIT\r\n");
    assertEquals(
        List.of("220", "500", "250", "250", "250", "250", "354", "250", "250", "221"),
        codes(answers));
    assertEquals(List.of("both\r\n"), desk.taken);
  }

  @Test
  void hangsUp_onWhoeverTalksNonsense() throws IOException {
    List<String> answers = said(smtp, "GET / HTTP/1.1\r\n".repeat(30));
    assertEquals("421", answers.getLast().substring(0, 3));
    assertEquals(22, answers.size());
  }

  @Test
  void takesNoMoreRecipientsAtOnce_thanAnybodyNeeds() throws IOException {
    List<String> answers =
        said(
            smtp,
            "EHLO mx\r\nMAIL FROM:<a@x.example>\r\n"
                + "RCPT TO:<support@desk.example>\r\n".repeat(101)
                + "DATA\r\none\r\n.\r\nQUIT\r\n");
    assertEquals("452 4.5.3 too many recipients", answers.get(103));
    assertEquals(100, desk.envelopes.getFirst().recipients().size());
  }
}
