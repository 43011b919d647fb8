package dev.trestle.host;

import dev.trestle.host.code.PluginClassLoader;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts class loaders from their making until the collector has taken them. */
final class LoaderLedger {
  /** Tells when a loader is gone, and whose it was. */
  private static final class Phantom extends PhantomReference<ClassLoader> {
    private final String pluginId;

    Phantom(String pluginId, ClassLoader loader, ReferenceQueue<ClassLoader> gone) {
      super(loader, gone);
      this.pluginId = pluginId;
    }
  }

  private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();

  /** Phantoms must be reachable themselves to be told of. */
  private final Set<Phantom> phantoms = ConcurrentHashMap.newKeySet();

  /** How many of each plugin's loaders are in memory; a plugin without any is not there. */
  private final Map<String, Integer> live = new ConcurrentHashMap<>();

  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong closed = new AtomicLong();
  private final AtomicLong collected = new AtomicLong();

  void opened(String pluginId, PluginClassLoader loader) {
    opened.incrementAndGet();
    live.merge(pluginId, 1, Integer::sum);
    phantoms.add(new Phantom(pluginId, loader, gone));
  }

  void closed() {
    closed.incrementAndGet();
  }

  LoaderFigures figures() {
    takeNote();
    return new LoaderFigures(opened.get(), closed.get(), collected.get());
  }

  /** The loaders of one plugin, of all its versions, that the collector has not taken. */
  int live(String pluginId) {
    takeNote();
    return live.getOrDefault(pluginId, 0);
  }

  private void takeNote() {
    for (Reference<?> next = gone.poll(); next != null; next = gone.poll()) {
      if (next instanceof Phantom phantom && phantoms.remove(phantom)) {
        collected.incrementAndGet();
        live.computeIfPresent(
            phantom.pluginId, (_, before) -> before == 1 ? null : Integer.valueOf(before - 1));
      }
    }
  }
}
