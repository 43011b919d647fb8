package dev.trestle.plugins.tests.postoffice;

import dev.trestle.testdata.Program;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Dovecot and Postfix on this machine's loopback, with configurations of their own. Postfix hands
 * everything to Dovecot, whatever its domain, so that nothing leaves the machine, and Dovecot has a
 * mailbox for everybody who is written to.
 */
final class PostOffice implements AutoCloseable {
  static final String HOST = "localhost";

  /** Whose mailbox has no room for any message. */
  static final String FULL = "full@firm.example";

  static final String PASSWORD = "secret-of-the-test";

  /** Where the servers listen. */
  enum Port {
    SMTP,
    SUBMISSION,
    SUBMISSIONS,
    IMAP,
    IMAPS,
    POP3,
    POP3S,
    LMTP,
    SASL,
    /** Where the test itself says whose a token is. */
    TOKENS
  }

  private static final List<String> QUEUES = List.of("maildrop", "incoming", "active", "deferred");

  final Authority authority;
  final Daemon dovecot;
  final Daemon postfix;
  private final Path folder;
  private final Map<Port, Integer> ports;

  private PostOffice(Path folder, Authority authority, Map<Port, Integer> ports) {
    this.folder = folder;
    this.authority = authority;
    this.ports = ports;
    this.dovecot =
        new Daemon(
            List.of(Programs.DOVECOT.toString(), "-F", "-c", folder + "/dovecot.conf"),
            folder.resolve("log/dovecot.out"),
            List.of(ports.get(Port.IMAP), ports.get(Port.LMTP), ports.get(Port.SASL)));
    this.postfix =
        new Daemon(
            List.of(Programs.POSTFIX_DAEMONS + "/master", "-d", "-c", folder + "/postfix"),
            folder.resolve("log/postfix.out"),
            List.of(ports.get(Port.SMTP), ports.get(Port.SUBMISSION)));
  }

  /** Sets both up and starts them; skips the test where they are not to be had. */
  static PostOffice open(Path folder) throws IOException, InterruptedException {
    Programs.required();
    // The servers' own users have to come in here.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String each : List.of("run", "state", "mail", "postfix", "queue", "data", "log")) {
      Files.createDirectories(folder.resolve(each));
    }
    own(folder.resolve("mail"), "mail");
    own(folder.resolve("data"), "postfix");
    Authority authority = Authority.found(folder.resolve("tls"), "Authority of the test");
    authority.vouchFor(HOST, "server");
    PostOffice office = new PostOffice(folder, authority, freePorts());
    office.write("dovecot.conf", "dovecot.conf");
    office.write("dovecot-oauth2.conf", "dovecot-oauth2.conf");
    office.write("dovecot-users", "dovecot-users");
    office.write("postfix-main.cf", "postfix/main.cf");
    office.write("postfix-master.cf", "postfix/master.cf");
    Program.run(folder, List.of(Programs.POSTFIX.toString(), "-c", folder + "/postfix", "check"));
    try {
      office.dovecot.start();
      office.postfix.start();
    } catch (IOException failed) {
      office.close();
      throw new IOException(failed.getMessage() + "\n" + office.logs(), failed);
    }
    return office;
  }

  int port(Port port) {
    return ports.get(port);
  }

  private static void own(Path path, String user) throws IOException {
    Files.setOwner(
        path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
  }

  private static Map<Port, Integer> freePorts() throws IOException {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    List<ServerSocket> held = new ArrayList<>();
    for (Port each : Port.values()) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      ports.put(each, socket.getLocalPort());
    }
    for (ServerSocket each : held) {
      each.close();
    }
    return ports;
  }

  /** Writes a configuration with this office's places in it. */
  private void write(String resource, String file) throws IOException {
    String text;
    try (InputStream in = PostOffice.class.getResourceAsStream("/postoffice/" + resource)) {
      if (in == null) {
        throw new IOException("there is no " + resource);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    text =
        text.replace("{folder}", folder.toString())
            .replace("{password}", PASSWORD)
            .replace("{full}", FULL);
    for (Map.Entry<Port, Integer> each : ports.entrySet()) {
      text =
          text.replace(
              "{" + each.getKey().name().toLowerCase(Locale.ROOT) + "}",
              each.getValue().toString());
    }
    Files.writeString(folder.resolve(file), text);
  }

  /** Where Dovecot keeps the mail of an address. */
  Path maildir(String address) {
    String small = address.toLowerCase(Locale.ROOT);
    int at = small.lastIndexOf('@');
    return folder.resolve(
        "mail/" + small.substring(at + 1) + "/" + small.substring(0, at) + "/Maildir");
  }

  /** Where Dovecot keeps all mail. */
  Path mail() {
    return folder.resolve("mail");
  }

  /** How many messages Postfix still has. */
  int queued() throws IOException {
    int count = 0;
    for (String each : QUEUES) {
      try (Stream<Path> files = Files.walk(folder.resolve("queue").resolve(each))) {
        count += (int) files.filter(Files::isRegularFile).count();
      } catch (java.io.UncheckedIOException moving) {
        // A message that is on its way from one queue to the next is not at its end.
        count++;
      }
    }
    return count;
  }

  /** What the servers wrote down, for a test that fails. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.resolve("log"))) {
      for (Path each : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(each, StandardCharsets.ISO_8859_1);
        all.append("== ").append(each.getFileName()).append('\n');
        lines
            .subList(Math.max(0, lines.size() - 40), lines.size())
            .forEach(line -> all.append(line).append('\n'));
      }
    }
    return all.toString();
  }

  @Override
  public void close() {
    postfix.close();
    dovecot.close();
  }
}
