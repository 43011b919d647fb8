package dev.trestle.plugins.tests.postoffice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.plugins.tests.postoffice.PostOffice.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The desk's mailboxes: one for each way to fetch, all of which send by the same server. */
final class Boxes implements AutoCloseable {
  static final String SUPPORT = "support@desk.example";
  static final String HELP = "help@desk.example";
  static final String OFFICE = "office@desk.example";

  private final PostOffice office;
  final Wire imap;
  final Wire pop;
  final Wire submission;

  Boxes(PostOffice office) throws IOException {
    this.office = office;
    this.imap = new Wire(office.port(Port.IMAP));
    this.pop = new Wire(office.port(Port.POP3));
    this.submission = new Wire(office.port(Port.SUBMISSION));
  }

  List<Wire> wires() {
    return List.of(imap, pop, submission);
  }

  /** Makes the desk trust the servers, and makes all three mailboxes. */
  void makeOn(Desk desk) throws IOException {
    trust(desk, office.authority.pem());
    make(desk, SUPPORT, fetch("IMAP", imap.port(), SUPPORT, "SEEN"));
    make(desk, HELP, fetch("IMAP", imap.port(), HELP, "MOVE"));
    make(desk, OFFICE, fetch("POP3", pop.port(), OFFICE, "DELETE"));
  }

  static void trust(Desk desk, String pem) {
    desk.does(
        "pluginSettingsSet",
        Map.of(
            "pluginId",
            "email",
            "settings",
            List.of(Map.of("name", "mailAuthorities", "value", pem))),
        "plugin { id }");
  }

  private void make(Desk desk, String address, Map<String, ?> fetch) {
    save(
        desk,
        Map.of(
            "name",
            address.substring(0, address.indexOf('@')),
            "address",
            address,
            "undoSeconds",
            1,
            "fetch",
            fetch,
            "send",
            Map.of("perMinute", 10_000, "server", server(submission.port(), "STARTTLS", address))));
  }

  /** Saves a mailbox; its id. */
  static String save(Desk desk, Map<String, ?> input) {
    JsonNode saved = desk.does("mailboxSave", input, "mailbox { id }");
    return saved.at("/mailbox/id").asText();
  }

  private static Map<String, ?> fetch(String kind, int port, String user, String afterwards) {
    return Map.of(
        "kind",
        kind,
        "server",
        server(port, "STARTTLS", user),
        "afterwards",
        afterwards,
        "moveTo",
        "Done",
        "poll",
        "PT5S");
  }

  static Map<String, ?> server(int port, String security, String user) {
    return Map.of(
        "host",
        PostOffice.HOST,
        "port",
        port,
        "security",
        security,
        "user",
        user,
        "secret",
        PostOffice.PASSWORD);
  }

  /** How many messages the desk has not taken yet. */
  int untaken() throws IOException {
    return (int)
        (inbox(SUPPORT).stream().filter(file -> !isSeen(file)).count()
            + inbox(HELP).size()
            + inbox(OFFICE).size());
  }

  private List<Path> inbox(String address) throws IOException {
    Path folder = office.maildir(address);
    return Delivered.files(folder).stream()
        .filter(file -> folder.equals(file.getParent().getParent()))
        .toList();
  }

  private static boolean isSeen(Path file) {
    return file.getFileName().toString().matches(".*:2,[A-Z]*S[a-zA-Z]*");
  }

  /** Whether this is the folder of a mailbox of the desk. */
  static boolean isOurs(Delivered message) {
    return message.owner().endsWith("@desk.example");
  }

  /** How many files lie below a folder. */
  static long count(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Override
  public void close() throws IOException {
    for (Wire each : wires()) {
      each.close();
    }
  }
}
