package dev.trestle.plugins.tests.mail;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.plugins.email.EmailPlugin;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A desk with the plugin in a process of its own, and a gateway's way to it. */
public final class MailServer {
  public static final String EMAIL = "ada@desk.example";
  public static final String PASSWORD = "a long first password";
  private static final String SECRET = "open sesame, and once more";

  private MailServer() {}

  /**
   * Starts a desk on the folder's data.
   *
   * @param name of the file that takes what it prints
   * @param heap as Java's option has it, such as {@code 512m}
   */
  static ServerProcess start(Path folder, String name, String heap) throws URISyntaxException {
    return start(folder, name, heap, Map.of());
  }

  /**
   * Starts a desk on the folder's data.
   *
   * @param settings what the operator says besides, as environment variables
   */
  public static ServerProcess start(
      Path folder, String name, String heap, Map<String, String> settings)
      throws URISyntaxException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("TRESTLE_ADMIN_EMAIL", EMAIL);
    environment.put("TRESTLE_ADMIN_PASSWORD", PASSWORD);
    String jar =
        Path.of(EmailPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    return ServerProcess.start(
        folder.resolve(name + ".out"),
        environment,
        List.of(
            "-Xmx" + heap,
            "-XX:TieredStopAtLevel=1",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.trestle.app.Main",
            "serve",
            "--port",
            "0",
            "--plugin-dev",
            jar,
            "--data",
            folder.resolve("data").toString()));
  }

  static DeskApi ada(ServerProcess desk) {
    return new DeskApi(desk.port(), null).signedIn(EMAIL, PASSWORD);
  }

  /** Makes a mailbox; its id. */
  static String mailbox(ServerProcess desk) {
    String answer =
        ada(desk)
            .ask(
                "mutation($i: MailboxSaveInput!) { mailboxSave(input: $i) { mailbox { id }"
                    + " userErrors { code message } } }",
                "{\"i\": {\"name\": \"Support\", \"address\": \"support@desk.example\","
                    + " \"gateSecret\": \""
                    + SECRET
                    + "\"}}");
    Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(answer);
    if (!id.find()) {
      throw new AssertionError(answer);
    }
    return id.group(1);
  }

  /** Brings a message; the status of the answer. */
  static int bring(HttpClient gateway, int port, String mailbox, HttpRequest.BodyPublisher message)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/plugins/email/messages/" + mailbox))
            .header("Authorization", "Bearer " + SECRET)
            .POST(message)
            .build();
    try {
      return gateway.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }
}
