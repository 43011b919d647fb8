package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Mailbox.Security;
import dev.trestle.plugins.email.intake.Mailbox.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.pop3.POP3MessageInfo;
import org.apache.commons.net.pop3.POP3Reply;
import org.apache.commons.net.pop3.POP3SClient;
import org.jspecify.annotations.Nullable;

/** A conversation with a POP3 server (RFC 1939). Used by one thread. */
final class Pop3 extends POP3SClient implements Conversation {
  /** What a server says that could let somebody in at another time (RFC 2449, RFC 3206). */
  private static final Pattern PASSING = Pattern.compile("(?i)\\[(SYS/TEMP|IN-USE|LOGIN-DELAY)\\b");

  /** The ids of half a million messages. */
  private static final long ANSWER_BYTES_MAX = 16 << 20;

  /** More than any mail system hands on; what it sends beyond that has no end. */
  private static final long MESSAGE_BYTES_MAX = 1 << 30;

  private final Server server;
  private final BoundedSockets answers = new BoundedSockets(ANSWER_BYTES_MAX);
  private volatile @Nullable Socket plain;

  /** A message in the box, by its number in this conversation and by its id for good. */
  record Listed(int number, String uniqueId) {}

  private Pop3(Server server, SSLContext trust) {
    super(server.security() == Security.TLS, trust);
    this.server = server;
    setEndpointCheckingEnabled(true);
    setSocketFactory(answers);
  }

  static Pop3 connected(Server server, SSLContext trust) throws Trouble {
    Pop3 pop = new Pop3(server, trust);
    Line.connect(pop, server);
    if (server.security() == Security.STARTTLS) {
      Line.take(
          pop,
          server,
          () -> {
            if (!pop.execTLS()) {
              throw new Trouble(
                  Trouble.At.TLS,
                  server.host() + " offers no STLS at this port. Choose TLS, or another port.");
            }
          });
    }
    return pop;
  }

  @Override
  public void signIn(Credential credential) throws IOException {
    boolean done =
        switch (credential) {
          case Credential.None _ -> true;
          case Credential.Password password -> login(password.user(), password.password());
          case Credential.Token token -> authenticated(token);
        };
    if (!done) {
      throw Trouble.notLetIn(server, "in", said(), PASSING.matcher(said()).find());
    }
    // The client thinks of it only when it signs in by its own commands.
    setState(TRANSACTION_STATE);
  }

  private boolean authenticated(Credential.Token token) throws IOException {
    int reply = sendCommand("AUTH", "XOAUTH2");
    if (reply == POP3Reply.OK_INT) {
      reply = sendCommand(token.xoauth2());
    }
    // It tells why not, and waits for an empty line before it says so for good.
    return (reply == POP3Reply.OK_INT ? sendCommand("") : reply) == POP3Reply.OK;
  }

  /** All that is there, oldest first. */
  List<Listed> messages() throws IOException {
    POP3MessageInfo[] all = listUniqueIdentifiers();
    if (all == null) {
      throw new Trouble(
          Trouble.At.FOLDER,
          server.host()
              + " gives its messages no unique ids (UIDL), without which none can be told from"
              + " another. Fetch by IMAP.");
    }
    List<Listed> found = new ArrayList<>();
    for (POP3MessageInfo each : all) {
      found.add(new Listed(each.number, each.identifier));
    }
    return found;
  }

  /** A message's bytes, as they come in; they must be read to their end. */
  InputStream content(int number) throws IOException {
    Reader reader = retrieveMessage(number);
    if (reader == null) {
      throw new IOException("the server does not hand over a message: " + said());
    }
    answers.beginLong(MESSAGE_BYTES_MAX);
    return new Latin1Stream(reader);
  }

  void delete(int number) throws IOException {
    if (!deleteMessage(number)) {
      throw new IOException("the server does not delete a message: " + said());
    }
  }

  /** Ends the conversation in good order, which is when deleted messages go. */
  void quit() throws IOException {
    if (!logout()) {
      throw new IOException("the server does not end in good order: " + said());
    }
  }

  @Override
  protected void _connectAction_() throws IOException {
    plain = _socket_;
    super._connectAction_();
  }

  @Override
  public int sendCommand(String command, @Nullable String args) throws IOException {
    answers.begin();
    return super.sendCommand(command, args);
  }

  @Override
  public void closeQuietly() {
    Line.close(plain, this);
  }

  private String said() {
    return Line.shortened(getReplyString());
  }

  /** Characters that stand for single bytes, as those bytes. */
  private final class Latin1Stream extends InputStream {
    private final Reader reader;
    private final char[] buffer = new char[8 * 1024];
    private boolean whole;

    Latin1Stream(Reader reader) {
      this.reader = reader;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** The library takes a connection that ends for the end of the message; the server does not. */
    private void requireWhole() throws IOException {
      if (!whole && !noop()) {
        throw new IOException("the message broke off: " + said());
      }
      whole = true;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = reader.read(buffer, 0, Math.min(length, buffer.length));
      for (int i = 0; i < n; i++) {
        target[offset + i] = (byte) buffer[i];
      }
      if (n < 0) {
        requireWhole();
      }
      return n;
    }

    /** Reads what is left: the answer to the next command stands behind it. */
    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
