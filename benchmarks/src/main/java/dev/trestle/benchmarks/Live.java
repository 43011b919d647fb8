package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.load.Histogram;
import dev.trestle.benchmarks.load.Subscribers;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import java.util.concurrent.atomic.AtomicLong;

/** How long after a mutation's answer the last of many subscribers knows of the change. */
final class Live {
  private static final int ROUNDS = 60;
  private static final int WARM_ROUNDS = 30;
  private static final int PEERS_MILLIS = 99;
  private static final String SUBSCRIPTION =
      "subscription {ticketChanged {ticket {id number subject priority status {name}} event {type} cursor}}";

  private final Desks desks;
  private final int tickets;
  private final int subscribers;

  Live(Desks desks, int tickets, int subscribers) {
    this.desks = desks;
    this.tickets = tickets;
    this.subscribers = subscribers;
  }

  String run() {
    String machine = Machine.line();
    Histogram first = new Histogram();
    Histogram last = new Histogram();
    Table table =
        new Table(
            "subscribers",
            "first, p50 ms",
            "last, p50 ms",
            "last, p99 ms",
            "server CPU us/event and subscriber",
            "peers",
            "");
    try (ServerProcess desk = desks.start(tickets)) {
      DeskApi api = desks.signIn(desk);
      String token = api.token();
      try (Subscribers clients =
          new Subscribers(desk.port(), subscribers, token == null ? "" : token, SUBSCRIPTION)) {
        String ticket = desks.data().tickets(1).getFirst();
        Usage before = desk.usage();
        for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
          if (round == WARM_ROUNDS) {
            before = desk.usage();
          }
          change(
              api,
              clients,
              ticket,
              round,
              round < WARM_ROUNDS ? new Histogram() : first,
              round < WARM_ROUNDS ? new Histogram() : last);
        }
        Usage used = desk.usage().since(before);
        table.row(
            Figures.count(subscribers),
            Figures.millis(first.nanosAt(0.5)),
            Figures.millis(last.nanosAt(0.5)),
            Figures.millis(last.nanosAt(0.99)),
            Figures.micros(used.cpuSeconds() / ROUNDS / subscribers),
            "<= " + PEERS_MILLIS + " ms",
            Figures.mark(last.nanosAt(0.5) <= PEERS_MILLIS * 1_000_000L));
      }
    }
    return "From a mutation's answer to the event at its subscribers. " + machine + ".\n\n" + table;
  }

  private void change(
      DeskApi api, Subscribers clients, String ticket, int round, Histogram first, Histogram last) {
    String tag = "round-" + round;
    AtomicLong answered = new AtomicLong();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              api.ask(
                  "mutation($i: TicketEditInput!) {ticketEdit(input: $i) {userErrors {code}}}",
                  "{\"i\":{\"ticketId\":\"" + ticket + "\",\"subject\":\"" + tag + ".\"}}");
              answered.set(System.nanoTime());
            });
    long[] moments = clients.await(tag + ".");
    try {
      writer.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
    first.record(Math.max(0, moments[0] - answered.get()));
    last.record(Math.max(0, moments[moments.length - 1] - answered.get()));
  }
}
