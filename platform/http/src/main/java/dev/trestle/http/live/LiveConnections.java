package dev.trestle.http.live;

import dev.trestle.domain.metrics.Counter;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.http.exchange.Refusals;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All open connections, bounded in number, and the one thread that watches over them. */
public final class LiveConnections {
  private static final Logger LOG = LoggerFactory.getLogger(LiveConnections.class);

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final ReentrantLock leaving = new ReentrantLock();
  private final Condition gone = leaving.newCondition();
  private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger operations = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final LiveRules rules;
  private final LongSupplier nanoClock;
  private final Counter slowReaders;
  private final Counter silentPeers;
  private final Counter events;

  public LiveConnections(LiveRules rules, Metrics metrics, LongSupplier nanoClock) {
    this.rules = rules;
    this.nanoClock = nanoClock;
    String dropped = "Connections that were dropped.";
    this.slowReaders =
        metrics.counter("trestle_live_dropped_total", dropped, "reason", "slow_reader");
    this.silentPeers =
        metrics.counter("trestle_live_dropped_total", dropped, "reason", "silent_peer");
    this.events = metrics.counter("trestle_live_events_total", "Events sent to subscribers.");
    metrics.gauge("trestle_live_connections", "Open live connections.", count::get);
    metrics.gauge("trestle_live_operations", "Running subscriptions.", operations::get);
  }

  /** Starts the watch. */
  public void start() {
    Thread.ofVirtual().name("live-watch").start(this::watch);
  }

  /** Sends every client away and ends the watch. */
  public void stop() {
    stopped.countDown();
    open.forEach(LiveConnection::goAway);
    awaitGoodbyes();
  }

  /** A farewell is of use only when it leaves before the listener closes the sockets. */
  private void awaitGoodbyes() {
    long left = GOODBYE.toNanos();
    leaving.lock();
    try {
      while (!open.isEmpty() && left > 0) {
        left = left(left);
      }
    } finally {
      leaving.unlock();
    }
  }

  private long left(long nanos) {
    try {
      return gone.awaitNanos(nanos);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Whether the desk is on its way down. */
  public boolean stopping() {
    return stopped.getCount() == 0;
  }

  void add(LiveConnection connection) {
    if (stopping()) {
      throw Refusals.stopping();
    }
    if (count.incrementAndGet() > rules.connectionsMax()) {
      count.decrementAndGet();
      throw Refusals.busy();
    }
    open.add(connection);
    if (stopping()) {
      // The stop may have looked at the set just before.
      connection.goAway();
    }
  }

  void remove(LiveConnection connection) {
    if (open.remove(connection)) {
      count.decrementAndGet();
      leaving.lock();
      try {
        gone.signalAll();
      } finally {
        leaving.unlock();
      }
    }
  }

  public int size() {
    return count.get();
  }

  void operationStarted() {
    operations.incrementAndGet();
  }

  void operationEnded() {
    operations.decrementAndGet();
  }

  void countEvent() {
    events.increment();
  }

  void countSlowReader() {
    slowReaders.increment();
  }

  void countSilentPeer() {
    silentPeers.increment();
  }

  LiveRules rules() {
    return rules;
  }

  long now() {
    return nanoClock.getAsLong();
  }

  private void watch() {
    Duration tick = rules.heartbeat().dividedBy(4);
    long waitNanos = Math.clamp(tick.toNanos(), 10_000_000L, 1_000_000_000L);
    try {
      while (!stopped.await(waitNanos, TimeUnit.NANOSECONDS)) {
        long now = now();
        for (LiveConnection connection : open) {
          tick(connection, now);
        }
      }
      // Those that do not leave on their own are still cut while the server drains.
      while (!open.isEmpty()) {
        long now = now();
        open.forEach(connection -> tick(connection, now));
        LockSupport.parkNanos(waitNanos);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tick(LiveConnection connection, long now) {
    try {
      connection.tick(now);
    } catch (RuntimeException bug) {
      LOG.error("watching over a live connection failed", bug);
    }
  }
}
