package dev.trestle.benchmarks.hooks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Makes events on a desk while a receiver fails, stalls, restarts and repeats, waits until it has
 * them all, and then has all of them sent once more to the receiver in good health.
 */
public final class Campaign {
  /** What a desk needs that is to call a receiver on this machine. */
  public static final Map<String, String> SETTINGS = Map.of("TRESTLE_NETWORK_PRIVATE", "true");

  private static final long SEED = 20_310_303;
  private static final int UPSETS = 8;
  private static final Duration UPSET = Duration.ofSeconds(3);
  private static final Duration SHORT_UPSET = Duration.ofMillis(300);
  // Longer than the plugin waits for an answer.
  private static final Duration LONG_STALL = Duration.ofSeconds(25);
  private static final int LONG_FROM = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(40);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final ServerProcess desk;
  private final Supplier<DeskApi> signIn;
  private final int events;
  private final Ledger ledger = new Ledger();
  private final List<String> faults = new ArrayList<>();

  /**
   * @param signIn signs in anew
   * @param events how many to make, a multiple of ten
   */
  public Campaign(ServerProcess desk, Supplier<DeskApi> signIn, int events) {
    this.desk = desk;
    this.signIn = signIn;
    this.events = events;
  }

  /**
   * One part of the campaign.
   *
   * @param seconds from its first event until the receiver had the last
   * @param drainSeconds from the last acknowledged write until the receiver had everything
   * @param used what the desk used for all of it
   */
  public record Part(
      String name,
      int received,
      int attempts,
      int failures,
      int repeats,
      int connections,
      double seconds,
      double drainSeconds,
      Usage used,
      long residentBytes) {}

  /**
   * What came of it.
   *
   * @param faults what was lost, out of order, unverifiable or under another id; empty when all is
   *     well
   */
  public record Report(List<Part> parts, List<String> faults) {}

  /** Runs it to its end. */
  public Report run() {
    try (Receiver receiver = new Receiver(ledger, SEED, events < LONG_FROM)) {
      String webhook = subscribe(receiver.port());
      List<Part> parts = new ArrayList<>();
      parts.add(moody(receiver));
      receiver.recover();
      if (ledger.received() == events) {
        parts.add(replay(receiver, webhook));
      }
      faults.addAll(ledger.faults());
      return new Report(parts, List.copyOf(faults));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private String subscribe(int port) {
    DeskApi admin = signIn.get();
    done(
        admin.ask(
            "mutation {pluginSettingsSet(input: {pluginId: \"webhooks\", settings: [{name:"
                + " \"plainHttp\", value: \"true\"}]}) {userErrors {code message}}}",
            "{}"));
    String answer =
        done(
            admin.ask(
                "mutation {webhookCreate(input: {name: \"Campaign\", url: \"http://127.0.0.1:"
                    + port
                    + "/hooks\", eventTypes: [\"TicketCreated\", \"TicketTagged\"], payload: \"{"
                    + " type ticket { id } changes { field after } }\"}) {secret webhook {id}"
                    + " userErrors {code message}}}",
                "{}"));
    ledger.expectSignaturesBy(DeskApi.text(answer, "secret"));
    return DeskApi.text(answer, "id");
  }

  private static String done(String answer) {
    if (!answer.contains("\"userErrors\":[]")) {
      throw new IllegalStateException("refused: " + answer);
    }
    return answer;
  }

  private Part moody(Receiver receiver) throws InterruptedException {
    Producer producer = new Producer(desk.port(), signIn);
    Usage before = desk.usage();
    long started = System.nanoTime();
    Thread upsets = Thread.ofVirtual().start(() -> upset(receiver));
    producer.make(events);
    long written = System.nanoTime();
    await("the receiver has everything", ledger::received);
    long ended = System.nanoTime();
    upsets.join();
    settled();
    return part("fails, stalls, restarts, repeats", receiver, 0, started, written, ended, before);
  }

  private Part replay(Receiver receiver, String webhook) throws InterruptedException {
    int attempts = receiver.attempts();
    ledger.beginAgain();
    Usage before = desk.usage();
    long started = System.nanoTime();
    done(
        signIn
            .get()
            .ask(
                "mutation {webhookReplay(input: {webhookId: \""
                    + webhook
                    + "\", fromSequence: 1}) {userErrors {code message}}}",
                "{}"));
    await("the receiver has everything again", ledger::received);
    long ended = System.nanoTime();
    settled();
    return part(
        "replayed to a healthy receiver", receiver, attempts, started, started, ended, before);
  }

  private Part part(
      String name,
      Receiver receiver,
      int attemptsBefore,
      long started,
      long written,
      long ended,
      Usage before) {
    return new Part(
        name,
        ledger.received(),
        receiver.attempts() - attemptsBefore,
        attemptsBefore > 0 ? 0 : receiver.failures(),
        ledger.repeats(),
        receiver.connections(),
        (ended - started) / 1e9,
        (ended - written) / 1e9,
        desk.usage().since(before),
        desk.residentBytes());
  }

  /** Stalls and restarts the receiver in turn, spread over what it receives. */
  private void upset(Receiver receiver) {
    try {
      for (int upset = 1; upset < UPSETS; upset++) {
        int due = events / UPSETS * upset;
        while (ledger.received() < due) {
          Thread.sleep(LOOK);
        }
        Duration usual = events >= LONG_FROM ? UPSET : SHORT_UPSET;
        if (upset % 2 == 0) {
          receiver.restart(usual);
        } else {
          boolean longest = events >= LONG_FROM && upset == UPSETS / 2 + 1;
          receiver.stall(longest ? LONG_STALL : usual);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(String what, IntSupplier count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count.getAsInt() < events && ledger.faults().isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        faults.add("waited in vain until " + what + ": " + count.getAsInt() + " of " + events);
        return;
      }
      Thread.sleep(LOOK);
    }
  }

  /** Nothing may stay behind in the outbox, dead or waiting. */
  private void settled() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String left = "";
    while (!left.equals("0") && System.nanoTime() < deadline && ledger.faults().isEmpty()) {
      left = DeskApi.text(signIn.get().ask("{outbox(first: 1) {totalCount}}", "{}"), "totalCount");
      Thread.sleep(LOOK);
    }
    if (!left.equals("0")) {
      faults.add(left + " deliveries stay in the outbox");
    }
  }
}
