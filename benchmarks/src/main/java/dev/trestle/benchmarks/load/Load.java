package dev.trestle.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A number of clients, each of which sends its next request when it has the answer to the last. All
 * are served by the calling thread: threads of their own would take more of the two cores from the
 * server.
 */
public final class Load implements AutoCloseable {
  private static final long ANSWER_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Selector selector;
  private final List<Client> clients = new ArrayList<>();
  private byte[] lastBody = {};

  public Load(int port, int count) {
    try {
      selector = Selector.open();
      for (int i = 0; i < count; i++) {
        clients.add(new Client(port, selector));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot connect to port " + port, failed);
    }
  }

  /** Asks once and gives the answer's body. */
  public byte[] ask(Requests requests, AnswerCheck check) {
    boolean[] sent = {false};
    run(
        out -> {
          boolean first = !sent[0];
          sent[0] = true;
          return first && requests.next(out);
        },
        check,
        ANSWER_NANOS);
    return lastBody;
  }

  /**
   * Works until the requests end or so much time has passed, then takes the answers still under
   * way.
   */
  public Window run(Requests requests, AnswerCheck check, long nanos) {
    return run(requests, check, nanos, 0);
  }

  /**
   * The same, but sends no more than so many requests a second.
   *
   * @param perSecond 0 for as many as are answered
   */
  public Window run(Requests requests, AnswerCheck check, long nanos, int perSecond) {
    Histogram histogram = new Histogram();
    long started = System.nanoTime();
    long last = started;
    long sent = 0;
    List<Client> idle = new ArrayList<>(clients);
    boolean open = true;
    int busy = 0;
    try {
      while (true) {
        long now = System.nanoTime();
        open = open && now - started < nanos;
        while (open
            && !idle.isEmpty()
            && (perSecond == 0 || sent < (now - started) / 1e9 * perSecond)) {
          if (idle.getLast().send(requests)) {
            idle.removeLast();
            busy++;
            sent++;
          } else {
            open = false;
          }
        }
        if (busy == 0 && !open) {
          return new Window(histogram, last - started);
        }
        if (perSecond == 0) {
          selector.select(1_000);
        } else {
          selector.select(1);
        }
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
          Client client = (Client) ready.next().attachment();
          ready.remove();
          if (client.receive()) {
            last = System.nanoTime();
            histogram.record(last - client.sentAt());
            client.check(check);
            if (histogram.count() == 1) {
              lastBody = client.body();
            }
            if (perSecond == 0 && open && last - started < nanos && client.send(requests)) {
              continue;
            }
            idle.add(client);
            busy--;
          }
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("a client failed", failed);
    }
  }

  @Override
  public void close() {
    try {
      for (Client client : clients) {
        client.close();
      }
      selector.close();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot close", failed);
    }
  }

  /** What one run measured. */
  public record Window(Histogram latencies, long nanos) {
    public double perSecond() {
      return latencies.count() / (nanos / 1e9);
    }
  }
}
