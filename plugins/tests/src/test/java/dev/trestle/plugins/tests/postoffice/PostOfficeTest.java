package dev.trestle.plugins.tests.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.plugins.tests.postoffice.PostOffice.Port;
import dev.trestle.testdata.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real servers ask of those who talk to them: certificates, tokens, folders that change. */
@Tag("long")
class PostOfficeTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
  private static final int MANY = 5_200;

  @TempDir private static Path folder;
  private static PostOffice office;
  private static Desk desk;

  @BeforeAll
  static void open() throws Exception {
    office = PostOffice.open(folder);
    desk =
        new Desk(
            Files.createDirectories(folder.resolve("desk")),
            Map.of("TRESTLE_FILES_MEGABYTES", "4", "TRESTLE_PLUGINS_FILES_MEGABYTES", "4"));
    desk.start();
    Boxes.trust(desk, office.authority.pem());
  }

  @AfterAll
  static void close() {
    if (desk != null) {
      desk.close();
    }
    if (office != null) {
      office.close();
    }
  }

  private static Map<String, Object> imap(String address, String folder) {
    return Map.of(
        "kind",
        "IMAP",
        "folder",
        folder,
        "poll",
        "PT5S",
        "server",
        Boxes.server(office.port(Port.IMAPS), "TLS", address));
  }

  private static Map<String, Object> box(String address, Map<String, ?> fetch) {
    Map<String, Object> input = new HashMap<>();
    input.put("name", address);
    input.put("address", address);
    input.put("undoSeconds", 0);
    input.put("fetch", fetch);
    return input;
  }

  private static Map<String, Object> send(Map<String, ?> server) {
    return Map.of("perMinute", 10_000, "server", server);
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long begun = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new AssertionError(
            what
                + " does not happen\n"
                + receptions()
                + desk.ask("{ mailCounts { state count } }")
                + Delivered.files(office.mail())
                + office.logs()
                + desk.printed());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static JsonNode receptions() {
    return desk.ask("{ mailboxes(first: 50) { nodes { address reception { trouble taken } } } }");
  }

  private static byte[] mail(String subject) {
    return Handover.message(
        List.of(
            "From: carl@firm.example",
            "To: desk",
            "Subject: " + subject,
            "Message-ID: <" + subject.replace(' ', '-') + "@firm.example>",
            "",
            "It burns."));
  }

  /** How many tickets have this subject. */
  private static int tickets(String subject) {
    int found = 0;
    for (JsonNode each :
        desk.ask("{ tickets(last: 50, orderBy: [{ field: CREATED_AT }]) { nodes { subject } } }")
            .at("/tickets/nodes")) {
      found += each.get("subject").asText().equals(subject) ? 1 : 0;
    }
    return found;
  }

  /** What the connection test of a mailbox says at its last step. */
  private static String tested(String mailbox, String test) {
    JsonNode result =
        desk.ask(
                "query($id: ID!) { mailbox(id: $id) { "
                    + test
                    + " { works steps { name done sentence } } } }",
                Map.of("id", mailbox))
            .at("/mailbox/" + test);
    JsonNode steps = result.get("steps");
    JsonNode last = steps.get(steps.size() - 1);
    assertEquals(result.get("works").asBoolean(), last.get("done").asBoolean());
    return last.get("name").asText()
        + (result.get("works").asBoolean() ? " works: " : ": ")
        + last.get("sentence").asText();
  }

  @Test
  void checksCertificates_andSaysWhatIsWrongWithThem() throws Exception {
    Map<String, Object> input = box("certificates@desk.example", Map.of("kind", "NONE"));
    input.put("enabled", false);
    String user = "certificates@desk.example";
    input.put(
        "fetch",
        Map.of("kind", "IMAP", "server", Boxes.server(office.port(Port.IMAP), "STARTTLS", user)));
    input.put("send", send(Boxes.server(office.port(Port.SUBMISSION), "STARTTLS", user)));
    String id = Boxes.save(desk, input);
    assertTrue(tested(id, "fetchTest").startsWith("FOLDER works"));
    assertTrue(tested(id, "sendTest").startsWith("SIGN_IN works"));
    input.put("mailboxId", id);
    input.put(
        "fetch",
        Map.of("kind", "POP3", "server", Boxes.server(office.port(Port.POP3S), "TLS", user)));
    input.put("send", send(Boxes.server(office.port(Port.SUBMISSIONS), "TLS", user)));
    Boxes.save(desk, input);
    assertTrue(tested(id, "fetchTest").startsWith("FOLDER works"));
    assertTrue(tested(id, "sendTest").startsWith("SIGN_IN works"));

    Boxes.trust(desk, Authority.found(folder.resolve("other"), "Another authority").pem());
    String stranger =
        "CONNECTION: Nobody this machine trusts vouches for the certificate of localhost.";
    assertTrue(tested(id, "fetchTest").startsWith(stranger), tested(id, "fetchTest"));
    assertTrue(tested(id, "sendTest").startsWith(stranger), tested(id, "sendTest"));
    Boxes.trust(desk, office.authority.pem());

    Map<String, Object> elsewhere =
        new HashMap<>(Boxes.server(office.port(Port.IMAPS), "TLS", user));
    elsewhere.put("host", "127.0.0.1");
    input.put("fetch", Map.of("kind", "IMAP", "server", elsewhere));
    input.put("send", send(Boxes.server(office.port(Port.SUBMISSION), "TLS", user)));
    Boxes.save(desk, input);
    assertTrue(
        tested(id, "fetchTest")
            .startsWith("CONNECTION: The certificate is for another name than 127.0.0.1."),
        tested(id, "fetchTest"));
    assertTrue(tested(id, "sendTest").contains("speaks no TLS at port"), tested(id, "sendTest"));

    Map<String, Object> wrong = new HashMap<>(Boxes.server(office.port(Port.IMAPS), "TLS", user));
    wrong.put("secret", "wrong");
    input.put("fetch", Map.of("kind", "IMAP", "server", wrong));
    Boxes.save(desk, input);
    assertTrue(
        tested(id, "fetchTest").contains("lets nobody in as " + user), tested(id, "fetchTest"));
  }

  @Test
  void signsInByTokens_byEachProtocol() throws Exception {
    String user = "tokens@desk.example";
    try (Provider provider = new Provider(office.port(Port.TOKENS), user)) {
      Map<String, Object> input = box(user, Map.of());
      input.put("enabled", false);
      input.put(
          "oauth",
          Map.of(
              "tokenUrl",
              "http://localhost:" + office.port(Port.TOKENS) + "/refresh",
              "clientId",
              "desk",
              "refreshToken",
              Provider.REFRESH_TOKEN,
              "scope",
              "mail"));
      input.put("fetch", Map.of("kind", "IMAP", "server", byToken(Port.IMAPS, user)));
      input.put("send", send(byToken(Port.SUBMISSIONS, user)));
      String id = Boxes.save(desk, input);
      assertTrue(tested(id, "fetchTest").startsWith("FOLDER works"), tested(id, "fetchTest"));
      assertTrue(tested(id, "sendTest").startsWith("SIGN_IN works"), tested(id, "sendTest"));
      input.put("mailboxId", id);
      input.put("enabled", true);
      input.put(
          "fetch", Map.of("kind", "POP3", "poll", "PT5S", "server", byToken(Port.POP3S, user)));
      Boxes.save(desk, input);
      assertTrue(tested(id, "fetchTest").startsWith("FOLDER works"), tested(id, "fetchTest"));
      try (Handover handover = new Handover(office.port(Port.SMTP))) {
        handover.hand("carl@firm.example", user, mail("By token"));
      }
      await("a message by token", () -> tickets("By token") == 1);
      input.put("mailboxId", id);
      input.put(
          "fetch", Map.of("kind", "IMAP", "server", byToken(Port.IMAPS, "other@desk.example")));
      Boxes.save(desk, input);
      assertTrue(
          tested(id, "fetchTest").contains("lets nobody in as other@desk.example"),
          tested(id, "fetchTest"));
      input.put("enabled", false);
      Boxes.save(desk, input);
    }
  }

  private static Map<String, Object> byToken(Port port, String user) {
    return Map.of(
        "host",
        PostOffice.HOST,
        "port",
        office.port(port),
        "security",
        "TLS",
        "user",
        user,
        "auth",
        "OAUTH2");
  }

  @Test
  void goesOn_whenItsFolderIsRenamed_andMadeAnew() throws Exception {
    String user = "folders@desk.example";
    try (ImapHand hand = new ImapHand(office.port(Port.IMAP), user)) {
      hand.does("CREATE Requests");
      hand.put("Requests", mail("Before the change"));
      Boxes.save(desk, box(user, imap(user, "Requests")));
      await("the first message", () -> tickets("Before the change") == 1);
      hand.does("RENAME Requests Old");
      hand.does("CREATE Requests");
      hand.put("Requests", mail("Before the change"));
      hand.put("Requests", mail("After the change"));
      await("a message in the new folder", () -> tickets("After the change") == 1);
      hand.does("DELETE Requests");
      await("trouble", () -> receptions().toString().contains("has no folder Requests"));
      hand.does("CREATE Requests");
      hand.put("Requests", mail("After all"));
      await("a message in the newest folder", () -> tickets("After all") == 1);
      assertEquals(1, tickets("Before the change"), "the same again is no other ticket");
      assertFalse(receptions().toString().contains("has no folder Requests"));
    }
  }

  @Test
  void tellsOfAFullMailbox_onTheTicket() throws Exception {
    String user = "full-test@desk.example";
    Map<String, Object> input = box(user, imap(user, "INBOX"));
    input.put("send", send(Boxes.server(office.port(Port.SUBMISSION), "STARTTLS", user)));
    Boxes.save(desk, input);
    try (Handover handover = new Handover(office.port(Port.SMTP))) {
      byte[] asks =
          new String(mail("No room"), StandardCharsets.US_ASCII)
              .replace("carl@firm.example", PostOffice.FULL)
              .getBytes(StandardCharsets.US_ASCII);
      handover.hand(PostOffice.FULL, user, asks);
    }
    await("the ticket", () -> tickets("No room") == 1);
    await(
        "the report",
        () ->
            desk.ask("{ mailAddresses(first: 9) { nodes { address softCount lastReason } } }")
                .toString()
                .contains(PostOffice.FULL));
    String marked =
        desk.ask("{ mailAddresses(first: 9) { nodes { address hardSince softCount } } }")
            .toString();
    assertTrue(
        marked.contains(
            "{\"address\":\"" + PostOffice.FULL + "\",\"hardSince\":null,\"softCount\":1}"),
        marked);
  }

  @Test
  void leavesOnItsServer_whatIsLargerThanTheDeskKeeps() throws Exception {
    for (String kind : List.of("IMAP", "POP3")) {
      String user = "large-" + kind.toLowerCase(Locale.ROOT) + "@desk.example";
      Map<String, Object> fetch = new HashMap<>(imap(user, "INBOX"));
      fetch.put("kind", kind);
      fetch.put("afterwards", "DELETE");
      if (kind.equals("POP3")) {
        fetch.put("server", Boxes.server(office.port(Port.POP3S), "TLS", user));
      }
      String id = Boxes.save(desk, box(user, fetch));
      try (Handover handover = new Handover(office.port(Port.SMTP))) {
        handover.hand("carl@firm.example", user, large(kind + " of 7 MB", 7 << 20));
        handover.hand("carl@firm.example", user, large(kind + " of 2 MB", 2 << 20));
      }
      await(
          "both messages",
          () -> taken(id) == 2 && Delivered.files(office.maildir(user)).size() == 1);
      try (Handover handover = new Handover(office.port(Port.SMTP))) {
        handover.hand("carl@firm.example", user, mail(kind + " that is small"));
      }
      await("the next one", () -> taken(id) == 3);
      assertEquals(1, tickets(kind + " of 7 MB"));
      assertEquals(1, tickets(kind + " of 2 MB"));
      String listed =
          desk.ask(
                  "{ mails(state: NOT_UNDERSTOOD, first: 9) { nodes { subject reason originalPath } } }")
              .toString();
      assertTrue(listed.contains(kind + " of 7 MB"), listed);
      assertFalse(listed.contains(kind + " of 2 MB"), listed);
    }
  }

  private static byte[] large(String subject, int bytes) {
    String text = new String(mail(subject), StandardCharsets.US_ASCII);
    String line = "0123456789".repeat(7) + "\r\n";
    return (text + line.repeat(bytes / line.length())).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void takesAMailboxOfThousands_atItsFirstConnection() throws Exception {
    for (String kind : List.of("IMAP", "POP3")) {
      String user = "many-" + kind.toLowerCase(Locale.ROOT) + "@desk.example";
      fill(office.maildir(user), kind);
      long begun = System.nanoTime();
      Map<String, Object> input = box(user, imap(user, "INBOX"));
      if (kind.equals("POP3")) {
        input.put(
            "fetch",
            Map.of(
                "kind",
                "POP3",
                "poll",
                "PT5S",
                "server",
                Boxes.server(office.port(Port.POP3S), "TLS", user)));
      }
      String id = Boxes.save(desk, input);
      await("progress of " + kind, () -> taken(id) >= 100);
      while (taken(id) < MANY) {
        int before = taken(id);
        await("progress of " + kind + " at " + before, () -> taken(id) > before);
      }
      assertEquals(MANY, numbered(kind));
      System.out.printf(
          "%d messages by %s at the first connection in %d s%n",
          MANY, kind, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    }
  }

  private static void fill(Path maildir, String kind) throws IOException {
    Path inbox = Files.createDirectories(maildir.resolve("new"));
    Files.createDirectories(maildir.resolve("cur"));
    Files.createDirectories(maildir.resolve("tmp"));
    for (int i = 0; i < MANY; i++) {
      Files.write(inbox.resolve("1000000000.M" + i + ".old"), mail(kind + " number " + i));
    }
    Program.run(
        folder, List.of("chown", "-R", "mail:mail", maildir.getParent().getParent().toString()));
  }

  private static int taken(String mailbox) {
    return desk.ask(
            "query($id: ID!) { mailbox(id: $id) { reception { taken } } }", Map.of("id", mailbox))
        .at("/mailbox/reception/taken")
        .asInt();
  }

  private static int numbered(String kind) {
    return desk.ask(
            "query($q: String!) { tickets(first: 1, filter: { subject: { startsWith: $q } }) {"
                + " totalCount } }",
            Map.of("q", kind + " number "))
        .at("/tickets/totalCount")
        .asInt();
  }
}
