package dev.trestle.app.plugins;

import dev.trestle.host.archive.PluginRefused;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up a plugin in development again whenever it was built anew. */
final class DevelopmentLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DevelopmentLoop.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final DevelopedPlugin plugin;
  private final PluginDesk desk;
  private final Thread thread;
  private long taken;

  /**
   * @param taken the stamp of the build that runs already
   */
  DevelopmentLoop(DevelopedPlugin plugin, PluginDesk desk, long taken) {
    this.plugin = plugin;
    this.desk = desk;
    this.taken = taken;
    this.thread = Thread.ofVirtual().name("trestle-plugin-dev").start(this::look);
  }

  private void look() {
    try {
      long seen = taken;
      while (true) {
        Thread.sleep(LOOK);
        long now = stamp();
        // A build that still writes looks different each time; one look later it is whole.
        if (now != 0 && now == seen && now != taken) {
          taken = now;
          take();
        }
        seen = now;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private long stamp() {
    try {
      return plugin.stamp();
    } catch (IOException changing) {
      // A file that went while it was looked at: the next look tells.
      LOG.debug("{} changes while it is looked at", plugin, changing);
      return 0;
    }
  }

  private void take() {
    long started = System.nanoTime();
    try {
      desk.develop(plugin.read());
      LOG.info(
          "{} runs as it was built, after {} ms.",
          plugin,
          Duration.ofNanos(System.nanoTime() - started).toMillis());
    } catch (PluginRefused | IOException refused) {
      LOG.warn("{} is left as it was: {}", plugin, refused.getMessage());
    } catch (RuntimeException surprise) {
      LOG.error("{} could not be taken up again.", plugin, surprise);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
