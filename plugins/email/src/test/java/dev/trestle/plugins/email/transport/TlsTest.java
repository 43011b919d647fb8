package dev.trestle.plugins.email.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.intake.Envelope;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.intake.Mailbox.Afterwards;
import dev.trestle.plugins.email.intake.Mailbox.Auth;
import dev.trestle.plugins.email.intake.Mailbox.FetchKind;
import dev.trestle.plugins.email.intake.Mailbox.Security;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom TLS believes, what is said under it, and that nobody waits for its last word. */
class TlsTest {
  private static final char[] PASSWORD = "secret".toCharArray();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path folder;
  private static String certificate;
  private static SSLContext identity;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=mail.example",
                "-ext",
                "san=ip:127.0.0.1")
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, made.waitFor(), said);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    certificate = pem("CERTIFICATE", keys.getCertificate("mail").getEncoded());
    identity =
        Identity.context(
            certificate, pem("PRIVATE KEY", keys.getKey("mail", PASSWORD).getEncoded()));
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(bytes)
        + "\n-----END "
        + what
        + "-----\n";
  }

  /** A server that greets under TLS, and says nothing more. */
  private static final class Silent implements AutoCloseable {
    private final SSLServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final CountDownLatch heard = new CountDownLatch(1);

    Silent() throws IOException {
      listening =
          (SSLServerSocket)
              identity
                  .getServerSocketFactory()
                  .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::listen);
    }

    Mailbox.Server server(String host) {
      return new Mailbox.Server(
          host, listening.getLocalPort(), Security.TLS, "support", Auth.PASSWORD, "sealed");
    }

    private void listen() {
      while (!listening.isClosed()) {
        try {
          Socket caller = listening.accept();
          open.add(caller);
          caller.getOutputStream().write("* OK ready\r\n".getBytes(StandardCharsets.US_ASCII));
          if (caller.getInputStream().read() >= 0) {
            heard.countDown();
          }
        } catch (IOException gone) {
          // Whoever does not believe the certificate hangs up.
        }
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
      for (Socket each : open) {
        each.close();
      }
    }
  }

  @Test
  void believesNoCertificate_thatNobodyVouchesFor_andSaysWhatToDo() throws Exception {
    try (Silent silent = new Silent()) {
      Mailbox plain = Boxes.fetching(FetchKind.IMAP, 1, Afterwards.SEEN);
      Mailbox mailbox = Boxes.at(plain, silent.server("127.0.0.1"));
      ConnectionTest.Result tested =
          new ConnectionTest(new Tokens()).fetching(mailbox, new Around());
      assertFalse(tested.works());
      String sentence = tested.steps().getLast().sentence();
      assertTrue(sentence.startsWith("Nobody this machine trusts vouches for"), sentence);
      assertTrue(sentence.contains(Line.AUTHORITIES), sentence);
      Trouble otherName =
          assertThrows(
              Trouble.class,
              () -> Imap.connected(silent.server("localhost"), Trust.context(certificate)));
      assertTrue(
          String.valueOf(otherName.getMessage()).startsWith("The certificate is for another name"),
          otherName.getMessage());
    }
  }

  @Test
  void closesAtOnce_whatWaitsForAServerThatSaysNothing() throws Exception {
    try (Silent silent = new Silent()) {
      Imap imap = Imap.connected(silent.server("127.0.0.1"), Trust.context(certificate));
      Thread waiting =
          Thread.ofPlatform()
              .daemon()
              .start(() -> assertThrows(IOException.class, () -> imap.open("INBOX")));
      silent.heard.await();
      Thread closing = Thread.ofPlatform().daemon().start(imap::closeQuietly);
      assertTrue(closing.join(PATIENCE), "closing waits for the server");
      assertTrue(waiting.join(PATIENCE), "it still waits for the server");
    }
  }

  private record MemoryDesk(List<String> taken) implements ReceiverDesk {
    @Override
    public UUID mailboxOf(String address) {
      return new UUID(1, 1);
    }

    @Override
    public void take(UUID mailboxId, InputStream content, Envelope envelope) throws IOException {
      String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
      taken.add(envelope.sender() + ": " + text);
    }

    @Override
    public SSLContext identity() {
      return identity;
    }
  }

  /** The client's end of a conversation with the receiver. */
  private record Caller(Socket socket, BufferedReader in) {
    static Caller at(Socket socket) throws IOException {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      return new Caller(
          socket,
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
    }

    void says(String lines) throws IOException {
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
    }

    /** The whole answer, up to its last line; null when there is none. */
    String hears() throws IOException {
      StringBuilder all = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        all.append(line).append('\n');
        if (line.charAt(3) == ' ') {
          return all.toString();
        }
      }
      return null;
    }
  }

  @Test
  void startsInTheMiddleOfAConversation_whichBeginsAnewThen() throws Exception {
    MemoryDesk desk = new MemoryDesk(new CopyOnWriteArrayList<>());
    InetAddress here = InetAddress.getLoopbackAddress();
    try (Listener smtp = new Listener(Incoming.Protocol.SMTP, here, 0, desk, 1_000);
        Socket socket = new Socket(here, smtp.port())) {
      Caller plain = Caller.at(socket);
      plain.hears();
      plain.says("EHLO mx\r\n");
      assertTrue(plain.hears().contains("250-STARTTLS\n"));
      plain.says("MAIL FROM:<plain@x.example>\r\n");
      plain.hears();
      plain.says("STARTTLS\r\n");
      assertTrue(plain.hears().startsWith("220"));
      SSLSocket tls =
          (SSLSocket)
              Trust.context(certificate)
                  .getSocketFactory()
                  .createSocket(socket, "127.0.0.1", smtp.port(), true);
      Caller caller = Caller.at(tls);
      caller.says("RCPT TO:<support@desk.example>\r\n");
      assertTrue(caller.hears().startsWith("503"), "what was said before is forgotten");
      caller.says("EHLO mx\r\n");
      assertFalse(caller.hears().contains("STARTTLS"));
      caller.says("MAIL FROM:<tls@x.example>\r\nRCPT TO:<support@desk.example>\r\nDATA\r\n");
      caller.hears();
      caller.hears();
      caller.hears();
      caller.says("Subject: 1\r\n\r\n.\r\n");
      assertTrue(caller.hears().startsWith("250"));
      assertEquals(List.of("tls@x.example: Subject: 1\r\n\r\n"), desk.taken());
    }
  }

  @Test
  void hangsUp_onCommandsThatWereSlippedInBeforeTls() throws Exception {
    MemoryDesk desk = new MemoryDesk(new CopyOnWriteArrayList<>());
    InetAddress here = InetAddress.getLoopbackAddress();
    try (Listener smtp = new Listener(Incoming.Protocol.SMTP, here, 0, desk, 1_000);
        Socket socket = new Socket(here, smtp.port())) {
      Caller caller = Caller.at(socket);
      caller.hears();
      caller.says("EHLO mx\r\nSTARTTLS\r\nMAIL FROM:<evil@x.example>\r\n");
      caller.hears();
      assertTrue(caller.hears().startsWith("220"));
      assertNull(caller.hears());
    }
  }
}
