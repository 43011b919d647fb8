package dev.trestle.plugins.tests.postoffice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Customers write, agents answer, customers answer them, while the servers or the desk are
 * disturbed. It is over when nothing is on its way any more, and then counted.
 */
final class Traffic {
  private static final long LOOK_MILLIS = 500;

  /** How long nothing at all may happen. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final PostOffice office;
  private final Boxes boxes;
  private final Desk desk;
  private final Customers customers;
  private final Agents agents;
  private final Semaphore pace = new Semaphore(0);
  private final int posts;

  /** Disturbs what goes on, and returns when it has done so often enough. */
  @FunctionalInterface
  interface Disturbance {
    void run() throws IOException, InterruptedException;
  }

  /** Something that goes on by itself. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  /**
   * @param messages how many different ones customers send
   * @param answers how many of them agents answer
   */
  Traffic(PostOffice office, Boxes boxes, Desk desk, int messages, int answers, long seed)
      throws IOException {
    this.office = office;
    this.boxes = boxes;
    this.desk = desk;
    List<Corpus.Post> all = Corpus.mixed(messages, seed);
    this.posts = all.size();
    this.customers = new Customers(office, all, pace);
    this.agents = new Agents(desk, answers);
  }

  /** Lets customers send so many more of their messages. */
  void let(int more) {
    pace.release(more);
  }

  int posts() {
    return posts;
  }

  /** Lets everything happen, and counts. */
  Count run(Disturbance disturbance) throws Exception {
    List<FutureTask<Void>> going = new ArrayList<>();
    going.add(begun("senders", customers::send));
    going.add(begun("agents", agents::work));
    FutureTask<Void> answering = begun("customers", customers::answer);
    going.add(answering);
    disturbance.run();
    let(posts);
    String before = "";
    long since = System.nanoTime();
    while (!isOver(going)) {
      String now = state();
      if (!now.equals(before)) {
        before = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > PATIENCE_NANOS) {
        throw new AssertionError(
            "it does not go on: " + now + " " + troubles() + "\n" + office.logs());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    customers.end();
    answering.get();
    return new Count(office, desk, customers, agents);
  }

  private static FutureTask<Void> begun(String name, Work work) {
    FutureTask<Void> task =
        new FutureTask<>(() -> {
          work.run();
          return null;
        });
    Thread.ofPlatform().daemon().name(name).start(task);
    return task;
  }

  /** Nothing is on its way any more, at two looks with a pause between them. */
  private boolean isOver(List<FutureTask<Void>> going) throws Exception {
    for (FutureTask<Void> each : going) {
      rethrow(each);
    }
    if (!isQuiet()) {
      return false;
    }
    int answered = customers.answered().size();
    TimeUnit.MILLISECONDS.sleep(3 * LOOK_MILLIS);
    return isQuiet() && customers.answered().size() == answered;
  }

  private static void rethrow(FutureTask<Void> task) throws InterruptedException {
    if (task.isDone()) {
      try {
        task.get();
      } catch (ExecutionException failed) {
        throw new AssertionError(failed.getCause());
      }
    }
  }

  private boolean isQuiet() throws IOException {
    return customers.haveSentAll()
        && agents.areDone()
        && office.queued() == 0
        && boxes.untaken() == 0
        && waiting() == 0;
  }

  /** How many letters have not come to their end. */
  private int waiting() {
    int waiting = 0;
    for (var each : desk.ask("{ mailSendingCounts { state count } }").get("mailSendingCounts")) {
      switch (each.get("state").asText()) {
        case "HELD", "SCHEDULED", "WAITING" -> waiting += each.get("count").asInt();
        default -> {
          // It has come to its end.
        }
      }
    }
    return waiting;
  }

  private String state() throws IOException {
    return "all sent "
        + customers.haveSentAll()
        + ", answers "
        + agents.answers()
        + ", in Postfix "
        + office.queued()
        + ", untaken "
        + boxes.untaken()
        + ", letters waiting "
        + waiting();
  }

  private String troubles() {
    return desk.ask("{ mailboxes(first: 9) { nodes { address reception { trouble taken } } } }")
        .toString();
  }
}
