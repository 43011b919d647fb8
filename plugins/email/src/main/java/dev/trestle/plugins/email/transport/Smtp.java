package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Mailbox.Security;
import dev.trestle.plugins.email.intake.Mailbox.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.smtp.SMTPReply;
import org.apache.commons.net.smtp.SMTPSClient;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a server that takes mail over (RFC 5321, RFC 6409). Used by one thread at a
 * time.
 */
final class Smtp extends SMTPSClient {
  private static final Pattern ENHANCED =
      Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");
  private static final int MORE_WANTED = 334;

  /** Many times what a server has ever had to say. */
  private static final long ANSWER_BYTES_MAX = 1 << 20;

  private final Server server;
  private final BoundedSockets answers = new BoundedSockets(ANSWER_BYTES_MAX);
  private volatile @Nullable Socket plain;
  private final Set<String> abilities = new TreeSet<>();

  private Smtp(Server server, SSLContext trust) {
    super(server.security() == Security.TLS, trust);
    this.server = server;
    setEndpointCheckingEnabled(true);
    setSocketFactory(answers);
  }

  /**
   * A conversation that is protected as the settings say, but nobody has signed in.
   *
   * @param ourName by which the desk greets
   */
  static Smtp connected(Server server, SSLContext trust, String ourName) throws IOException {
    Smtp smtp = new Smtp(server, trust);
    Line.connect(smtp, server);
    if (!SMTPReply.isPositiveCompletion(smtp.getReplyCode())) {
      String said = smtp.said();
      smtp.closeQuietly();
      throw new Trouble(Trouble.At.TALK, server.host() + " does not talk to us: " + said);
    }
    smtp.greet(ourName);
    if (server.security() == Security.STARTTLS) {
      Line.take(
          smtp,
          server,
          () -> {
            if (!smtp.abilities.contains("STARTTLS") || !smtp.execTLS()) {
              throw new Trouble(
                  Trouble.At.TLS,
                  server.host() + " offers no STARTTLS at this port. Choose TLS, or another port.");
            }
          });
      smtp.greet(ourName);
    }
    return smtp;
  }

  private void greet(String ourName) throws IOException {
    abilities.clear();
    if (SMTPReply.isPositiveCompletion(sendCommand("EHLO", ourName))) {
      for (String line : getReplyStrings()) {
        if (line.length() > 4) {
          abilities.add(line.substring(4).toUpperCase(Locale.ROOT).strip());
        }
      }
    } else if (!SMTPReply.isPositiveCompletion(sendCommand("HELO", ourName))) {
      throw new Trouble(Trouble.At.TALK, server.host() + " does not greet back: " + said());
    }
  }

  private boolean offers(String mechanism) {
    return abilities.stream()
        .anyMatch(line -> line.matches("AUTH[ =](.* )?" + Pattern.quote(mechanism) + "( .*)?"));
  }

  /** Says who we are. */
  void signIn(Credential credential) throws IOException {
    boolean done =
        switch (credential) {
          case Credential.None _ -> true;
          case Credential.Token token -> accepted("AUTH", "XOAUTH2 " + token.xoauth2());
          case Credential.Password password when offers("LOGIN") && !offers("PLAIN") ->
              loggedIn(password);
          case Credential.Password password -> accepted("AUTH", "PLAIN " + password.plain());
        };
    if (!done) {
      throw Trouble.notLetIn(server, "send", said(), kind() == 4);
    }
  }

  private boolean loggedIn(Credential.Password password) throws IOException {
    return sendCommand("AUTH", "LOGIN") == MORE_WANTED
        && sendCommand(Credential.base64(password.user())) == MORE_WANTED
        && SMTPReply.isPositiveCompletion(sendCommand(Credential.base64(password.password())));
  }

  private boolean accepted(String command, String argument) throws IOException {
    int reply = sendCommand(command, argument);
    if (reply == MORE_WANTED) {
      // It tells why not, and waits for an empty line before it says so for good.
      reply = sendCommand("");
    }
    return SMTPReply.isPositiveCompletion(reply);
  }

  /** Whether addresses beyond ASCII may be named (RFC 6531). */
  boolean takesUtf8() {
    return abilities.contains("SMTPUTF8");
  }

  /** Names the sender. */
  boolean from(String address, boolean utf8) throws IOException {
    String more =
        (abilities.contains("8BITMIME") ? " BODY=8BITMIME" : "") + (utf8 ? " SMTPUTF8" : "");
    return SMTPReply.isPositiveCompletion(
        sendCommand("MAIL", "FROM:<" + asBytes(address) + ">" + more));
  }

  /** Names one recipient. */
  boolean to(String address) throws IOException {
    return SMTPReply.isPositiveCompletion(sendCommand("RCPT", "TO:<" + asBytes(address) + ">"));
  }

  /** Sends the message itself, dots at the beginning of lines doubled. */
  boolean content(MessageBytes bytes) throws IOException {
    Writer data = sendMessageData();
    if (data == null) {
      return false;
    }
    bytes.writeTo(new Latin1(data));
    // Closing writes the dot that ends it; a message that broke off must not be ended like that.
    data.close();
    return completePendingCommand();
  }

  /** Forgets sender and recipients; whether the conversation can go on. */
  boolean startsAnew() {
    try {
      return SMTPReply.isPositiveCompletion(sendCommand("RSET"));
    } catch (IOException gone) {
      return false;
    }
  }

  /** The class of its last reply: 2, 4 or 5. */
  int kind() {
    return getReplyCode() / 100;
  }

  /** Whether it is about to close the connection. */
  boolean leaving() {
    return getReplyCode() == 421;
  }

  /** The enhanced status of its last reply (RFC 3463); empty when it gave none. */
  String status() {
    for (String line : getReplyStrings()) {
      Matcher enhanced = ENHANCED.matcher(line);
      if (enhanced.find()) {
        return enhanced.group(1);
      }
    }
    return "";
  }

  /** What it said last. */
  String said() {
    return Line.shortened(String.join(" ", getReplyStrings()));
  }

  /** Ends the conversation; what goes wrong with that is of no interest any more. */
  void end() {
    try {
      setSoTimeout(1_000);
      sendCommand("QUIT");
    } catch (IOException gone) {
      // The connection is closed below whatever the server said.
    } finally {
      closeQuietly();
    }
  }

  @Override
  protected void _connectAction_() throws IOException {
    plain = _socket_;
    super._connectAction_();
  }

  @Override
  public int getReply() throws IOException {
    answers.begin();
    return super.getReply();
  }

  void closeQuietly() {
    Line.close(plain, this);
  }

  /** The client writes characters as single bytes. */
  private static String asBytes(String address) {
    return new String(address.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Bytes as the characters that the client writes as the same bytes. */
  private static final class Latin1 extends OutputStream {
    private final Writer out;

    Latin1(Writer out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b & 0xff);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }
  }
}
