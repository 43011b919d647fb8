package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.PluginJar;
import dev.trestle.benchmarks.desk.RawServer;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What a message costs, from a gateway's call to the commit that holds all that comes of it. */
final class Mails {
  private static final int CLIENTS = 8;
  private static final String SECRET = "measured";
  private static final int WARM_SHARE = 4;
  private static final double NANOS = 1e9;

  private final Desks desks;
  private final Path corpus;
  private final Path plugin;
  private final int messages;

  /**
   * @param corpus a folder with messages of all kinds
   * @param plugin the plugin's jar
   * @param messages how many are brought while it is measured
   */
  Mails(Desks desks, Path corpus, Path plugin, int messages) {
    this.desks = desks;
    this.corpus = corpus;
    this.plugin = plugin;
    this.messages = messages;
  }

  String run() throws IOException {
    String machine = Machine.line();
    List<byte[]> mixed = mixed();
    Table table =
        new Table("server", "messages/s", "server CPU us/message", "written B/message", "resident");
    Path answers = Files.createDirectories(desks.fresh("mail-raw"));
    Files.writeString(answers.resolve("mail"), "0".repeat(36));
    try (ServerProcess raw =
        ServerProcess.start(
            desks.work().resolve("mail-raw.out"),
            Map.of(),
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                RawServer.class.getName(),
                answers.toString()))) {
      measure("raw limit", raw, "/mail", mixed, table);
    }
    Map<String, String> settings = Map.of("TRESTLE_PLUGINS_UNSIGNED", "true");
    try (ServerProcess desk = desks.startIn(desks.fresh("mail"), Desks.Way.RUN, settings)) {
      DeskApi ada = desks.signIn(desk);
      PluginJar.install(desk.port(), ada, "email", Files.readAllBytes(plugin));
      String box =
          DeskApi.text(
              ada.ask(
                  "mutation($i: MailboxSaveInput!) { mailboxSave(input: $i) { mailbox { id }"
                      + " userErrors { code message } } }",
                  "{\"i\": {\"name\": \"Support\", \"address\": \"support@desk.example\","
                      + " \"gateSecret\": \""
                      + SECRET
                      + "\"}}"),
              "id");
      measure("desk", desk, "/plugins/email/messages/" + box, mixed, table);
    }
    return Figures.count(messages)
        + " messages of a mixed corpus of "
        + Figures.count(mixed.size())
        + ", by "
        + CLIENTS
        + " gateways at once, each answered for when it is on disk. "
        + machine
        + ".\n\n"
        + table;
  }

  private void measure(
      String name, ServerProcess server, String path, List<byte[]> mixed, Table table) {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    bring(address, mixed, 0, messages / WARM_SHARE);
    Usage before = server.usage();
    long begun = System.nanoTime();
    bring(address, mixed, messages, messages);
    double seconds = (System.nanoTime() - begun) / NANOS;
    Usage used = server.usage().since(before);
    table.row(
        name,
        Figures.count(messages / seconds),
        Figures.micros(used.cpuSeconds() / messages),
        Figures.count((double) used.writtenBytes() / messages),
        Figures.megabytes(server.residentBytes()));
  }

  /** Brings so many messages, each of them another one than all before. */
  private static void bring(URI address, List<byte[]> mixed, int first, int count) {
    AtomicInteger next = new AtomicInteger(first);
    List<Thread> gateways = new ArrayList<>();
    List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < CLIENTS; i++) {
        gateways.add(
            Thread.ofVirtual()
                .uncaughtExceptionHandler((gateway, fault) -> faults.add(fault))
                .start(() -> {
                  for (int n = next.getAndIncrement();
                      n < first + count;
                      n = next.getAndIncrement()) {
                    bring(client, address, mixed.get(n % mixed.size()), n);
                  }
                }));
      }
      for (Thread gateway : gateways) {
        gateway.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while messages were brought", stopped);
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("messages were not taken", faults.getFirst());
    }
  }

  private static void bring(HttpClient client, URI address, byte[] message, int number) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(message.length + 40);
    body.writeBytes(("X-Number: " + number + "\r\n").getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(message);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + SECRET)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a message was brought", stopped);
    }
  }

  private List<byte[]> mixed() throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(corpus)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().contains("/messages/")) {
          all.add(Files.readAllBytes(file));
        }
      }
    }
    if (all.isEmpty()) {
      throw new IllegalStateException("there are no messages in " + corpus);
    }
    Collections.shuffle(all, new Random(7));
    return all;
  }
}
