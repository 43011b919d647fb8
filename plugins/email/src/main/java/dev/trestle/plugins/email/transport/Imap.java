package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Mailbox.Security;
import dev.trestle.plugins.email.intake.Mailbox.Server;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.imap.IMAPReply;
import org.apache.commons.net.imap.IMAPSClient;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with an IMAP server (RFC 3501), with what commons-net lacks of it: SASL, IDLE (RFC
 * 2177), MOVE (RFC 6851), and bodies read in parts. Used by one thread.
 */
final class Imap extends IMAPSClient implements Conversation {
  private static final Pattern NUMBER_AFTER = Pattern.compile("\\[(UIDVALIDITY|UIDNEXT) (\\d+)");
  private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS.*");

  /** What a server says that could let somebody in at another time (RFC 5530). */
  private static final Pattern PASSING =
      Pattern.compile("(?i)\\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\\b");

  /** The numbers of a few million messages. */
  private static final long ANSWER_BYTES_MAX = 32 << 20;

  private static final Pattern SIZE = Pattern.compile("RFC822\\.SIZE (\\d+)");

  private final Server server;
  private final BoundedSockets answers = new BoundedSockets(ANSWER_BYTES_MAX);
  private volatile @Nullable Socket plain;
  private final Set<String> abilities = new TreeSet<>();
  private int idles;
  private boolean news;

  /**
   * What a folder is like when it is opened.
   *
   * @param uidValidity as long as it stays, so do the numbers of messages
   * @param uidNext above all numbers there are; 0 when the server does not say
   */
  record Folder(long uidValidity, long uidNext, int messages) {
    /** What a message in it is called for good. */
    String name(long uid) {
      return uidValidity + "/" + uid;
    }
  }

  private Imap(Server server, SSLContext trust) {
    super(server.security() == Security.TLS, trust);
    this.server = server;
    setEndpointCheckingEnabled(true);
    setSocketFactory(answers);
  }

  /** A conversation that is protected as the settings say, but nobody has signed in. */
  static Imap connected(Server server, SSLContext trust) throws Trouble {
    Imap imap = new Imap(server, trust);
    Line.connect(imap, server);
    if (server.security() == Security.STARTTLS) {
      Line.take(
          imap,
          server,
          () -> {
            if (!imap.execTLS()) {
              throw new Trouble(
                  Trouble.At.TLS,
                  server.host() + " offers no STARTTLS at this port. Choose TLS, or another port.");
            }
          });
    }
    return imap;
  }

  @Override
  public void signIn(Credential credential) throws IOException {
    askAbilities();
    boolean done =
        switch (credential) {
          case Credential.None _ -> true;
          case Credential.Token token -> authenticate("XOAUTH2", token.xoauth2());
          case Credential.Password password when abilities.contains("AUTH=PLAIN") ->
              authenticate("PLAIN", password.plain());
          case Credential.Password password ->
              ok(sendCommand("LOGIN", quoted(password.user()) + " " + quoted(password.password())));
        };
    if (!done) {
      throw Trouble.notLetIn(server, "in", said(), PASSING.matcher(said()).find());
    }
    askAbilities();
  }

  private boolean authenticate(String mechanism, String answer) throws IOException {
    int reply =
        abilities.contains("SASL-IR")
            ? sendCommand("AUTHENTICATE", mechanism + " " + answer)
            : sendCommand("AUTHENTICATE", mechanism);
    if (IMAPReply.isContinuation(reply) && !abilities.contains("SASL-IR")) {
      reply = sendData(answer);
    }
    if (IMAPReply.isContinuation(reply)) {
      // It tells why not, and waits for an empty line before it says so for good.
      reply = sendData("");
    }
    return ok(reply);
  }

  private void askAbilities() throws IOException {
    require(sendCommand("CAPABILITY"), "tell what it can do");
    abilities.clear();
    for (String line : getReplyStrings()) {
      if (line.startsWith("* CAPABILITY ")) {
        abilities.addAll(Arrays.asList(line.substring(13).toUpperCase(Locale.ROOT).split(" ")));
      }
    }
  }

  boolean canIdle() {
    return abilities.contains("IDLE");
  }

  /** Opens a folder. */
  Folder open(String name) throws IOException {
    if (!ok(sendCommand("SELECT", quoted(ModifiedUtf7.of(name))))) {
      throw new Trouble(
          Trouble.At.FOLDER,
          server.host() + " has no folder " + name + " for " + server.user() + ": " + said());
    }
    long validity = 0;
    long next = 0;
    int messages = 0;
    for (String line : getReplyStrings()) {
      Matcher number = NUMBER_AFTER.matcher(line);
      if (number.find()) {
        long value = Long.parseLong(number.group(2));
        validity = number.group(1).equals("UIDVALIDITY") ? value : validity;
        next = number.group(1).equals("UIDNEXT") ? value : next;
      }
      Matcher exists = EXISTS.matcher(line);
      if (exists.matches()) {
        messages = Integer.parseInt(exists.group(1));
      }
    }
    return new Folder(validity, next, messages);
  }

  /**
   * The numbers of the messages that fit, lowest first.
   *
   * @param criteria such as {@code UNSEEN}
   */
  List<Long> found(String criteria) throws IOException {
    news = false;
    require(sendCommand("UID SEARCH", criteria), "search");
    List<Long> found = new ArrayList<>();
    for (String line : getReplyStrings()) {
      if (line.startsWith("* SEARCH ")) {
        for (String number : line.substring(9).strip().split(" +")) {
          if (number.matches("\\d{1,10}")) {
            found.add(Long.parseLong(number));
          }
        }
      }
    }
    found.sort(null);
    return found;
  }

  /** Whether the server told of something new since messages were looked for. */
  boolean hasNews() {
    return news;
  }

  /** How many bytes a message has, as the server says; -1 when it is gone. */
  long size(long uid) throws IOException {
    require(sendCommand("UID FETCH", uid + " (RFC822.SIZE)"), "tell the size of a message");
    for (String line : getReplyStrings()) {
      Matcher size = SIZE.matcher(line);
      if (size.find()) {
        return Long.parseLong(size.group(1));
      }
    }
    return -1;
  }

  /**
   * A message's bytes, fetched part by part while they are read.
   *
   * @param announced what {@link #size} said
   */
  InputStream body(long uid, long announced) {
    return new ImapBody(this, uid, announced);
  }

  /** A part of a message; shorter than wanted only at its end. */
  byte[] part(long uid, long from, int length) throws IOException {
    require(
        sendCommand("UID FETCH", uid + " (BODY.PEEK[]<" + from + "." + length + ">)"),
        "hand over a message");
    return ImapLiteral.in(getReplyStrings(), length);
  }

  /** Marks a message as seen. */
  void markSeen(long uid) throws IOException {
    require(sendCommand("UID STORE", uid + " +FLAGS.SILENT (\\Seen)"), "mark a message");
  }

  /** Deletes a message. */
  void delete(long uid) throws IOException {
    require(sendCommand("UID STORE", uid + " +FLAGS.SILENT (\\Deleted)"), "delete a message");
    if (abilities.contains("UIDPLUS")) {
      require(sendCommand("UID EXPUNGE", String.valueOf(uid)), "delete a message");
    } else {
      require(sendCommand("EXPUNGE"), "delete a message");
    }
  }

  /** Moves a message to another folder. */
  void move(long uid, String folder) throws IOException {
    String to = quoted(ModifiedUtf7.of(folder));
    boolean atOnce = abilities.contains("MOVE");
    if (!ok(sendCommand(atOnce ? "UID MOVE" : "UID COPY", uid + " " + to))) {
      throw new Trouble(
          Trouble.At.FOLDER,
          "The message cannot be moved to the folder " + folder + ": " + said() + " Create it.");
    }
    if (!atOnce) {
      delete(uid);
    }
  }

  /**
   * Waits until the server tells of something new.
   *
   * @return whether it did
   */
  boolean idle(Duration atMost) throws IOException {
    String tag = "IDLE" + idles++;
    write(tag + " IDLE");
    String line = line();
    while (!line.startsWith("+")) {
      if (line.startsWith(tag)) {
        throw new IOException("the server does not wait: " + Line.shortened(line));
      }
      news |= tellsOfMail(line);
      line = line();
    }
    int usual = getSoTimeout();
    setSoTimeout((int) atMost.toMillis());
    try {
      while (!news) {
        news = tellsOfMail(line());
      }
    } catch (SocketTimeoutException quiet) {
      // Nothing came; the server is told that nobody waits any more.
    } finally {
      setSoTimeout(usual);
    }
    write("DONE");
    for (line = line(); !line.startsWith(tag); line = line()) {
      news |= tellsOfMail(line);
    }
    return news;
  }

  private static boolean tellsOfMail(String line) {
    return line.startsWith("* ") && EXISTS.matcher(line).matches();
  }

  private void write(String line) throws IOException {
    __writer.write(line + "\r\n");
    __writer.flush();
  }

  private String line() throws IOException {
    answers.begin();
    String line = _reader.readLine();
    if (line == null || line.startsWith("* BYE")) {
      throw new EOFException("the server closed the connection");
    }
    return line;
  }

  /** Ends the conversation; what goes wrong with that is of no interest any more. */
  void end() {
    try {
      if (isConnected()) {
        setSoTimeout(1_000);
        sendCommand("LOGOUT");
      }
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
  public int sendCommand(String command, @Nullable String args) throws IOException {
    answers.begin();
    return super.sendCommand(command, args);
  }

  @Override
  public void closeQuietly() {
    Line.close(plain, this);
  }

  private void require(int reply, String what) throws IOException {
    if (!ok(reply)) {
      throw new IOException(server.host() + " does not " + what + ": " + said());
    }
  }

  private boolean ok(int reply) {
    for (String line : getReplyStrings()) {
      news |= tellsOfMail(line);
    }
    return IMAPReply.isSuccess(reply);
  }

  /** What the server said last. */
  private String said() {
    String[] lines = getReplyStrings();
    @Nullable String last = lines.length == 0 ? null : lines[lines.length - 1];
    return Line.shortened(last == null ? "nothing" : last.replaceFirst("^\\S+ ", ""));
  }

  private static String quoted(String text) {
    return '"' + text.replaceAll("[\\r\\n]", "").replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
