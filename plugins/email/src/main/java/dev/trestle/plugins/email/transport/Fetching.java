package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.Mailbox;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** Fetches one mailbox on a thread of its own, and begins again after every trouble. */
final class Fetching implements Runnable {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /** What somebody has to change is not tried often: providers lock accounts. */
  private static final Duration LASTING_WAIT = Duration.ofMinutes(15);

  private static final long JOINED_MILLIS = 2_000;

  private static final Duration BUSY_WAIT = Duration.ofSeconds(15);

  private final Visit visit;
  private final Fetcher<?> fetcher;
  private final Mailbox.Server server;
  private final Thread thread;
  private int failures;

  Fetching(Visit visit) {
    this.visit = visit;
    this.fetcher =
        visit.mailbox().fetch().kind() == Mailbox.FetchKind.POP3
            ? new Pop3Fetcher(visit)
            : new ImapFetcher(visit);
    this.server = Objects.requireNonNull(visit.mailbox().fetch().server());
    this.thread =
        Thread.ofPlatform().daemon().name("email " + visit.mailbox().address()).unstarted(this);
  }

  Mailbox mailbox() {
    return visit.mailbox();
  }

  void start() {
    thread.start();
  }

  boolean alive() {
    return thread.isAlive();
  }

  /** Has it come to its end, whatever it waits for. */
  void end() {
    visit.end();
    fetcher.cut();
    thread.interrupt();
  }

  /** Waits a moment for its end; while it still connects, it hears of it later. */
  void join() throws InterruptedException {
    thread.join(JOINED_MILLIS);
  }

  @Override
  public void run() {
    try {
      while (!visit.over()) {
        visit.rest(turn());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection; how long to wait before the next. */
  private Duration turn() throws InterruptedException {
    try {
      fetcher.fetch();
      failures = 0;
      return visit.mailbox().fetch().poll();
    } catch (IntakeBusy busy) {
      return troubled(String.valueOf(busy.getMessage()), BUSY_WAIT);
    } catch (IOException failed) {
      Trouble trouble = Line.told(failed, server);
      return troubled(
          String.valueOf(trouble.getMessage()), trouble.lasting() ? LASTING_WAIT : growing());
    } catch (RuntimeException | LinkageError unexpected) {
      return troubled("Fetching stumbled: " + unexpected, growing());
    }
  }

  /** Waits grow while the server cannot be used; one that hangs up now and then can be. */
  private Duration growing() {
    failures = fetcher.wasLetIn() ? 0 : failures;
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures++, 10));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private Duration troubled(String sentence, Duration wait) {
    if (!visit.over()) {
      visit.note(reception -> reception.troubled(sentence, visit.now()));
    }
    return wait;
  }
}
