package dev.trestle.app.plugins;

import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.host.HostedPlugin;
import dev.trestle.host.watch.PluginFigures;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** Figures of plugins for whoever watches the desk. */
final class PluginMetrics {
  private final Metrics metrics;
  private final PluginDesk desk;
  private final Set<String> measured = ConcurrentHashMap.newKeySet();

  PluginMetrics(Metrics metrics, PluginDesk desk) {
    this.metrics = metrics;
    this.desk = desk;
  }

  /** Measures the plugins of a line-up, those that go included: their figures become 0. */
  void follow(LineUp lineUp) {
    if (measured.add("")) {
      measureAll();
    }
    for (HostedPlugin plugin : lineUp.running()) {
      if (measured.add(plugin.id())) {
        String id = plugin.id();
        gauge("trestle_plugin_calls", "Calls since it was loaded.", id, PluginFigures::calls);
        gauge(
            "trestle_plugin_call_microseconds",
            "Time its calls took together since it was loaded.",
            id,
            figures -> figures.nanos() / 1_000);
        metrics.gauge(
            "trestle_plugin_loaders",
            "Class loaders in memory, of whatever version; 1 while the plugin runs and 0 when it"
                + " does not, but for those that the collector has not taken yet.",
            () -> desk.host().liveLoaders(id),
            "plugin",
            id);
        gauge("trestle_plugin_calls_running", "Calls under way.", id, PluginFigures::running);
        metrics.gauge(
            "trestle_plugin_records",
            "Records that are kept for it, whether or not it runs.",
            () -> PluginViews.records(desk.state(), id).count(),
            "plugin",
            id);
        metrics.gauge(
            "trestle_plugin_record_bytes",
            "What its records take as they are stored, estimated from some of each kind.",
            () -> PluginViews.records(desk.state(), id).bytes(),
            "plugin",
            id);
        for (PluginFailure.Kind kind : PluginFailure.Kind.values()) {
          metrics.gauge(
              "trestle_plugin_failures",
              "Calls that came to nothing since it was loaded.",
              () -> value(id, figures -> figures.failures().getOrDefault(kind, 0L)),
              "plugin",
              id,
              "kind",
              kind.name());
        }
      }
    }
  }

  private void measureAll() {
    metrics.gauge(
        "trestle_plugins_running", "Plugins that run.", () -> desk.current().running().size());
    metrics.gauge(
        "trestle_plugins_absent",
        "Plugins that should run and cannot.",
        () -> desk.current().absent().size());
    metrics.gauge(
        "trestle_plugin_loaders_uncollected",
        "Class loaders of plugins that were closed and not collected yet.",
        () -> desk.host().loaders().closed() - desk.host().loaders().collected());
  }

  private void gauge(String name, String help, String id, ToLongFunction<PluginFigures> figure) {
    metrics.gauge(name, help, () -> value(id, figure), "plugin", id);
  }

  private long value(String id, ToLongFunction<PluginFigures> figure) {
    HostedPlugin plugin = desk.current().find(id);
    return plugin == null ? 0 : figure.applyAsLong(plugin.figures());
  }
}
