package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Envelope;
import dev.trestle.plugins.email.intake.IntakeBusy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with a server that brings mail, by SMTP (RFC 5321) or LMTP (RFC 2033). A message
 * is acknowledged when it is on disk, and not before.
 */
final class Incoming {
  private static final int LINE_MAX = 4_096;
  private static final int RECIPIENTS_MAX = 100;
  private static final int MISTAKES_MAX = 20;
  private static final int SILENCE_MILLIS = 300_000;
  private static final Pattern PATH =
      Pattern.compile("(?i)(FROM|TO): *<([^<>\\s]*)>((?: +[^ ]+)*) *");
  private static final Pattern SIZE = Pattern.compile("(?i).* SIZE=(\\d{1,18})\\b.*");

  /** How mail is brought. */
  enum Protocol {
    SMTP,
    LMTP
  }

  /** Somebody whom a message is for. */
  private record Recipient(String address, UUID mailboxId) {}

  private final Protocol protocol;
  private final ReceiverDesk desk;
  private final long bytesMax;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private boolean greeted;
  private boolean secured;
  private int mistakes;
  private @Nullable String sender;
  private final List<Recipient> recipients = new ArrayList<>();

  Incoming(Protocol protocol, ReceiverDesk desk, long bytesMax, Socket socket) throws IOException {
    this.protocol = protocol;
    this.desk = desk;
    this.bytesMax = bytesMax;
    this.socket = socket;
    socket.setSoTimeout(SILENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Talks until the other side ends it. */
  void talk() throws IOException {
    say("220 trestle " + protocol + " ready");
    boolean goesOn = true;
    while (goesOn) {
      String line = line();
      goesOn = line != null && answer(line);
    }
  }

  /** Whether the conversation goes on. */
  private boolean answer(String line) throws IOException {
    int space = line.indexOf(' ');
    String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    String rest = space < 0 ? "" : line.substring(space + 1);
    switch (verb) {
      case "EHLO", "HELO", "LHLO" -> greet(verb);
      case "MAIL" -> from(rest);
      case "RCPT" -> to(rest);
      case "DATA" -> data();
      case "RSET" -> {
        forget();
        say("250 2.0.0 forgotten");
      }
      case "NOOP" -> say("250 2.0.0 fine");
      case "VRFY" -> say("252 2.1.5 send it and see");
      case "STARTTLS" -> startTls();
      case "QUIT" -> {
        say("221 2.0.0 bye");
        return false;
      }
      default -> mistake("500 5.5.2 there is no such command");
    }
    if (mistakes >= MISTAKES_MAX) {
      say("421 4.7.0 too many mistakes");
    }
    return mistakes < MISTAKES_MAX;
  }

  private void greet(String verb) throws IOException {
    if (verb.equals("LHLO") != (protocol == Protocol.LMTP)) {
      mistake("500 5.5.1 this is " + protocol);
      return;
    }
    forget();
    greeted = true;
    if (verb.equals("HELO")) {
      say("250 trestle");
      return;
    }
    say("250-trestle");
    say("250-PIPELINING");
    say("250-8BITMIME");
    say("250-SMTPUTF8");
    say("250-ENHANCEDSTATUSCODES");
    if (!secured && desk.identity() != null) {
      say("250-STARTTLS");
    }
    say("250 SIZE " + bytesMax);
  }

  private void from(String rest) throws IOException {
    Matcher path = PATH.matcher(rest);
    if (!greeted) {
      mistake("503 5.5.1 greet first");
    } else if (!path.matches() || !path.group(1).equalsIgnoreCase("FROM")) {
      mistake("501 5.5.4 write MAIL FROM:<address>");
    } else if (sender != null) {
      mistake("503 5.5.1 one sender at a time");
    } else {
      Matcher size = SIZE.matcher(path.group(3));
      if (size.matches() && Long.parseLong(size.group(1)) > bytesMax) {
        say("552 5.3.4 a message has at most " + bytesMax + " bytes");
        return;
      }
      sender = path.group(2);
      say("250 2.1.0 fine");
    }
  }

  private void to(String rest) throws IOException {
    Matcher path = PATH.matcher(rest);
    if (sender == null) {
      mistake("503 5.5.1 name the sender first");
    } else if (!path.matches() || !path.group(1).equalsIgnoreCase("TO")) {
      mistake("501 5.5.4 write RCPT TO:<address>");
    } else if (recipients.size() >= RECIPIENTS_MAX) {
      say("452 4.5.3 too many recipients");
    } else {
      UUID mailbox = desk.mailboxOf(path.group(2));
      if (mailbox == null) {
        mistake("550 5.1.1 nobody here has this address");
      } else {
        recipients.add(new Recipient(path.group(2), mailbox));
        say("250 2.1.5 fine");
      }
    }
  }

  private void data() throws IOException {
    if (recipients.isEmpty()) {
      mistake(protocol == Protocol.LMTP ? "503 5.5.1 nobody to" : "554 5.5.1 nobody to");
      return;
    }
    say("354 end with a line that holds a dot only");
    DotStream content = new DotStream(in, bytesMax);
    String answer = taken(content);
    // LMTP answers for each recipient; what was taken once was taken for all of them.
    for (int i = 0; i < (protocol == Protocol.LMTP ? recipients.size() : 1); i++) {
      say(answer);
    }
    forget();
  }

  private String taken(DotStream content) throws IOException {
    Recipient first = recipients.getFirst();
    Envelope envelope =
        new Envelope(
            sender == null ? "" : sender,
            recipients.stream().map(Recipient::address).toList(),
            protocol.name().toLowerCase(Locale.ROOT)
                + " "
                + socket.getInetAddress().getHostAddress());
    try {
      desk.take(first.mailboxId(), new Bounded(content, bytesMax), envelope);
      return "250 2.0.0 on disk";
    } catch (TooLarge refused) {
      content.drain();
      return "552 5.3.4 " + ascii(refused.getMessage());
    } catch (IntakeBusy busy) {
      content.drain();
      return "451 4.3.0 " + ascii(busy.getMessage());
    } catch (RuntimeException unexpected) {
      content.drain();
      return "451 4.3.0 the desk stumbled over it: " + ascii(unexpected.toString());
    }
  }

  /** A message that is larger than it may be must not be taken as far as it goes. */
  private static final class Bounded extends InputStream {
    private final DotStream content;
    private final long bytesMax;

    Bounded(DotStream content, long bytesMax) {
      this.content = content;
      this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
      return checked(content.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return checked(content.read(target, offset, length));
    }

    private int checked(int n) throws TooLarge {
      if (content.tooLarge()) {
        throw new TooLarge("a message has at most " + bytesMax + " bytes");
      }
      return n;
    }
  }

  private void startTls() throws IOException {
    SSLContext identity = desk.identity();
    if (secured || identity == null) {
      mistake("502 5.5.1 there is no TLS to start");
      return;
    }
    say("220 2.0.0 go on");
    if (in.available() > 0) {
      // What was sent along in the clear could pass for something said under protection.
      throw new IOException("commands came before TLS began");
    }
    SSLSocket tls =
        (SSLSocket)
            identity
                .getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    socket = tls;
    in = new BufferedInputStream(tls.getInputStream());
    out = tls.getOutputStream();
    secured = true;
    greeted = false;
    forget();
  }

  private void forget() {
    sender = null;
    recipients.clear();
  }

  private void mistake(String answer) throws IOException {
    mistakes++;
    say(answer);
  }

  /** The next line; null when the other side has hung up. */
  private @Nullable String line() throws IOException {
    byte[] line = new byte[LINE_MAX];
    int length = 0;
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (length == LINE_MAX) {
        throw new IOException("a line is too long");
      }
      line[length++] = (byte) c;
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.UTF_8);
  }

  private void say(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String ascii(@Nullable String text) {
    return Line.shortened(text).replaceAll("[^ -~]", "?");
  }
}
