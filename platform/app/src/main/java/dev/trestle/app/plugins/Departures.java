package dev.trestle.app.plugins;

import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.host.HostedPlugin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes plugins that run no more, once the requests are done that began with them. It does so
 * aside: the request that asked for the change is itself one of those.
 */
final class Departures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

  /** The threads that each plugin left running when it was closed last. */
  private final Map<String, List<String>> leftRunning = new ConcurrentHashMap<>();

  /** Sees off those who were part of a generation that was swapped out. */
  void seeOff(SchemaGeneration old, List<HostedPlugin> going) {
    Thread thread =
        Thread.ofVirtual()
            .name("trestle-plugins-leaving")
            .unstarted(() -> {
              try {
                drain(old, going);
              } finally {
                going.forEach(this::close);
                waiting.remove(Thread.currentThread());
              }
            });
    waiting.add(thread);
    thread.start();
  }

  private void close(HostedPlugin plugin) {
    List<String> threads = plugin.close();
    if (threads.isEmpty()) {
      leftRunning.remove(plugin.id());
    } else {
      leftRunning.put(plugin.id(), List.copyOf(threads));
    }
  }

  /** The names of the threads that a plugin left running when it was closed last. */
  List<String> leftRunning(String pluginId) {
    return leftRunning.getOrDefault(pluginId, List.of());
  }

  private static void drain(SchemaGeneration old, List<HostedPlugin> going) {
    try {
      if (!old.awaitDrained(DRAIN)) {
        LOG.warn("Requests still run on the schema before, after {}; it is closed.", DRAIN);
      }
      long patience = System.nanoTime() + QUIET.toNanos();
      while (System.nanoTime() < patience
          && going.stream().anyMatch(plugin -> plugin.figures().running() > 0)) {
        Thread.sleep(Duration.ofMillis(2));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes those who are still leaving, whatever runs on them. */
  @Override
  public void close() {
    for (Thread thread : Set.copyOf(waiting)) {
      thread.interrupt();
      try {
        thread.join(QUIET);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
