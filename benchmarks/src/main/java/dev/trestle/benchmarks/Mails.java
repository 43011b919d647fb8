package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.mail.Corpus;
import dev.trestle.benchmarks.mail.Gateways;
import dev.trestle.benchmarks.mail.RawMail;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a message costs, from a gateway's call to the commit that holds all that comes of it. */
final class Mails {
  private static final String SECRET = "measured, and nothing else";
  private static final int WINDOWS = 3;
  private static final int LEAST_PER_SECOND = 300;
  private static final int CORES = 2;
  private static final double CPU_SECONDS_MOST = (double) CORES / LEAST_PER_SECOND;
  private static final double NANOS = 1e9;
  private static final Pattern STATE = Pattern.compile("\"state\":\"(\\w+)\",\"count\":(\\d+)");

  private final Desks desks;
  private final Path corpus;
  private final int messages;

  /**
   * @param corpus a folder with messages of all kinds
   * @param messages how many are brought while it is measured
   */
  Mails(Desks desks, Path corpus, int messages) {
    this.desks = desks;
    this.corpus = corpus;
    this.messages = messages;
  }

  String run() throws IOException {
    String machine = Machine.line();
    Corpus mixed = Corpus.of(corpus);
    Path folder = desks.fresh("mail");
    Path raw = desks.work().resolve("mail-raw.log");
    Files.deleteIfExists(raw);
    List<String> rawProgram =
        List.of(
            "-cp", System.getProperty("java.class.path"), RawMail.class.getName(), raw.toString());
    try (ServerProcess bare =
            ServerProcess.start(desks.work().resolve("mail-raw.out"), Map.of(), rawProgram);
        ServerProcess desk = desks.startIn(folder)) {
      DeskApi ada = desks.signIn(desk);
      List<Taker> takers =
          List.of(
              new Taker("appends and forces", bare, RawMail.APPEND, mixed),
              new Taker("... and understands", bare, RawMail.UNDERSTAND, mixed),
              new Taker("desk", desk, "/plugins/email/messages/" + mailbox(ada), mixed));
      takers.forEach(taker -> taker.gateways.bring(0, messages));
      long heapBefore = desk.heapAfterCollection();
      for (int window = 0; window < WINDOWS; window++) {
        int first = messages + window * messages / WINDOWS;
        takers.forEach(taker -> taker.measure(first, messages / WINDOWS));
      }
      long kept = desk.heapAfterCollection() - heapBefore;
      return text(machine, mixed, takers, kept, became(ada));
    }
  }

  /** In which states the messages are; fails when one of those that were answered for is not. */
  private String became(DeskApi ada) {
    Matcher counts = STATE.matcher(ada.ask("{ mailCounts { state count } }", "{}"));
    List<String> states = new ArrayList<>();
    int all = 0;
    while (counts.find()) {
      int count = Integer.parseInt(counts.group(2));
      all += count;
      if (count > 0) {
        states.add(Figures.count(count) + " " + counts.group(1));
      }
    }
    int brought = messages + WINDOWS * (messages / WINDOWS);
    if (all != brought) {
      throw new IllegalStateException(brought + " were brought, and " + all + " are there");
    }
    return String.join(", ", states);
  }

  private String text(String machine, Corpus mixed, List<Taker> takers, long kept, String became) {
    Table table =
        new Table(
            "who takes them",
            "messages/s",
            "CPU us/message",
            "client CPU us/message",
            "written B/message",
            "allocated KB/message",
            "resident");
    takers.forEach(taker -> table.row(taker.row()));
    Taker desk = takers.getLast();
    int measured = desk.count;
    boolean fast = measured / desk.seconds >= LEAST_PER_SECOND;
    boolean cheap = desk.used.cpuSeconds() / measured <= CPU_SECONDS_MOST;
    return Figures.count(measured)
        + " messages out of "
        + Figures.count(mixed.size())
        + " of all kinds, "
        + Figures.count(mixed.meanBytes())
        + " bytes on average, by "
        + Gateways.COUNT
        + " gateways at once, each answered for when it is on disk; as many before to warm up. "
        + machine
        + ".\n\n"
        + table
        + "\nAt least "
        + LEAST_PER_SECOND
        + " a second: "
        + (fast ? "met" : "missed")
        + "; at most "
        + Figures.micros(CPU_SECONDS_MOST)
        + " us of CPU, which is as many on "
        + CORES
        + " cores: "
        + (cheap ? "met" : "missed")
        + ". A message keeps "
        + Figures.count((double) kept / measured)
        + " bytes of heap. All that were brought are there: "
        + became
        + ".\n";
  }

  private static String mailbox(DeskApi ada) {
    return DeskApi.text(
        ada.ask(
            "mutation($i: MailboxSaveInput!) { mailboxSave(input: $i) { mailbox { id }"
                + " userErrors { code message } } }",
            "{\"i\": {\"name\": \"Support\", \"address\": \"support@desk.example\","
                + " \"gateSecret\": \""
                + SECRET
                + "\"}}"),
        "id");
  }

  /** Somebody who takes messages, and what that has cost so far. */
  private static final class Taker {
    private final String name;
    private final ServerProcess server;
    private final Gateways gateways;
    private int count;
    private double seconds;
    private double clientCpu;
    private long allocated;
    private Usage used = new Usage(0, 0);

    Taker(String name, ServerProcess server, String path, Corpus corpus) {
      this.name = name;
      this.server = server;
      URI address = URI.create("http://127.0.0.1:" + server.port() + path);
      this.gateways = new Gateways(corpus, address, SECRET);
    }

    void measure(int first, int more) {
      long allocatedBefore = server.allocatedBytes();
      Usage client = Usage.ofSelf();
      Usage before = server.usage();
      long begun = System.nanoTime();
      gateways.bring(first, more);
      seconds += (System.nanoTime() - begun) / NANOS;
      Usage now = server.usage().since(before);
      used =
          new Usage(used.cpuSeconds() + now.cpuSeconds(), used.writtenBytes() + now.writtenBytes());
      clientCpu += Usage.ofSelf().since(client).cpuSeconds();
      allocated += server.allocatedBytes() - allocatedBefore;
      count += more;
    }

    String[] row() {
      List<String> cells = new ArrayList<>();
      cells.add(name);
      cells.add(Figures.count(count / seconds));
      cells.add(Figures.micros(used.cpuSeconds() / count));
      cells.add(Figures.micros(clientCpu / count));
      cells.add(Figures.count((double) used.writtenBytes() / count));
      cells.add(Figures.count(allocated / 1024.0 / count));
      cells.add(Figures.megabytes(server.residentBytes()));
      return cells.toArray(String[]::new);
    }
  }
}
