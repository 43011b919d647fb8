package dev.trestle.app.plugins.work;

import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.plugin.ActivePlugin;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The work of the plugins that run: begun with them, and ended before they are closed. */
public final class PluginWorks implements AutoCloseable {
  private final Desk desk;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<ActivePlugin, List<Worker>> working = new IdentityHashMap<>();

  /**
   * @param random spreads retries
   */
  public PluginWorks(Desk desk, InstantSource clock, RandomGenerator random) {
    this.desk = desk;
    this.clock = clock;
    this.random = random;
  }

  /** Begins the work of those that do not work yet. */
  public synchronized void follow(List<ActivePlugin> plugins) {
    for (ActivePlugin plugin : plugins) {
      if (!working.containsKey(plugin)) {
        working.put(plugin, started(plugin));
      }
    }
  }

  private List<Worker> started(ActivePlugin plugin) {
    List<Worker> workers = new ArrayList<>();
    plugin
        .contributions()
        .reactions()
        .forEach(reaction -> workers.add(new ReactionWorker(desk, clock, plugin, reaction)));
    if (!plugin.contributions().timers().isEmpty()) {
      workers.add(new TimerWorker(desk, clock, plugin));
    }
    plugin
        .contributions()
        .channels()
        .forEach(channel -> workers.add(new Courier(desk, clock, random, plugin, channel)));
    plugin
        .contributions()
        .workers()
        .forEach(worker -> workers.add(new StandingWork(desk, clock, plugin, worker)));
    workers.forEach(Worker::start);
    return workers;
  }

  /** Says that people have changed what waits in the outbox. */
  public synchronized void outboxChanged() {
    for (List<Worker> workers : working.values()) {
      for (Worker worker : workers) {
        if (worker instanceof Courier courier) {
          courier.lookAgain();
        }
      }
    }
  }

  /** Has a worker that waits to be begun again do so at once. */
  public synchronized void beginAgain(String pluginId, String name) {
    for (List<Worker> workers : working.values()) {
      for (Worker worker : workers) {
        if (worker instanceof StandingWork standing && standing.is(pluginId, name)) {
          standing.beginAgain();
        }
      }
    }
  }

  /** Ends the work of these; returns when none of it goes on. */
  public synchronized void retire(List<ActivePlugin> plugins) {
    List<Worker> ending = new ArrayList<>();
    for (ActivePlugin plugin : plugins) {
      List<Worker> workers = working.remove(plugin);
      if (workers != null) {
        ending.addAll(workers);
      }
    }
    ending.forEach(Worker::stop);
    ending.forEach(Worker::join);
  }

  /**
   * Whether, for this moment, nothing is left to react to, to fire or to deliver. Has everybody
   * look again who has not seen the latest.
   */
  public synchronized boolean quiet() {
    long now = clock.millis();
    long sequence = desk.snapshot().sequence();
    boolean quiet = true;
    for (List<Worker> workers : working.values()) {
      for (Worker worker : workers) {
        if (!worker.isIdle(sequence, now)) {
          worker.ring();
          quiet = false;
        }
      }
    }
    // Whoever went idle meanwhile may have left work to one that was seen idle before.
    return quiet && desk.snapshot().sequence() == sequence;
  }

  @Override
  public void close() {
    List<ActivePlugin> all;
    synchronized (this) {
      all = List.copyOf(working.keySet());
    }
    retire(all);
  }
}
