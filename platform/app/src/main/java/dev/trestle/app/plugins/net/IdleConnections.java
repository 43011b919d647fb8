package dev.trestle.app.plugins.net;

import dev.trestle.app.plugins.net.WebConnection.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one plugin that wait for another request to exactly the same host at exactly
 * the same address: a few, for a few seconds.
 */
final class IdleConnections {
  private static final Logger LOG = LoggerFactory.getLogger(IdleConnections.class);

  /** As many attempts as an outbox channel may make at once. */
  private static final int MAX = 64;

  /** Servers commonly close what is idle for five seconds; a request must not meet that. */
  private static final Duration KEPT = Duration.ofSeconds(4);

  private record Idle(WebConnection connection, long sinceNanos) {}

  // The one that was used last comes first, so that those nobody needs grow old.
  private final Deque<Idle> waiting = new ArrayDeque<>();
  private boolean swept;

  /** A connection that leads there and is open; null when there is none. */
  @Nullable WebConnection take(Place place) {
    for (WebConnection found = poll(place); found != null; found = poll(place)) {
      if (found.usable()) {
        return found;
      }
      close(found);
    }
    return null;
  }

  private synchronized @Nullable WebConnection poll(Place place) {
    Iterator<Idle> all = waiting.iterator();
    while (all.hasNext()) {
      WebConnection connection = all.next().connection();
      if (connection.place().equals(place)) {
        all.remove();
        return connection;
      }
    }
    return null;
  }

  /** Keeps a connection whose request is over, if another one may go the same way. */
  void keep(WebConnection connection) {
    if (!connection.inOrder()) {
      close(connection);
      return;
    }
    WebConnection oldest = null;
    synchronized (this) {
      waiting.addFirst(new Idle(connection, System.nanoTime()));
      if (waiting.size() > MAX) {
        oldest = waiting.removeLast().connection();
      }
      if (!swept) {
        swept = true;
        Thread.ofVirtual().name("trestle-web-idle").start(this::sweep);
      }
    }
    if (oldest != null) {
      close(oldest);
    }
  }

  /** Closes what nobody needs, as long as there is something that somebody might. */
  private void sweep() {
    try {
      while (closeOld()) {
        Thread.sleep(KEPT.dividedBy(2));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean closeOld() {
    long now = System.nanoTime();
    while (!waiting.isEmpty() && now - waiting.getLast().sinceNanos() >= KEPT.toNanos()) {
      close(waiting.removeLast().connection());
    }
    swept = !waiting.isEmpty();
    return swept;
  }

  private static void close(WebConnection connection) {
    try {
      connection.close();
    } catch (IOException failed) {
      LOG.debug("A connection that was idle did not close.", failed);
    }
  }
}
