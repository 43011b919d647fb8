package dev.trestle.app.plugins;

import dev.trestle.app.plugins.LineUp.Absence;
import dev.trestle.domain.plugin.PluginAsk;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.plugin.PluginState;
import dev.trestle.domain.plugin.PluginView;
import dev.trestle.domain.plugin.PluginView.Figures;
import dev.trestle.domain.plugin.PluginView.SettingView;
import dev.trestle.domain.plugin.PluginView.Source;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.host.HostedPlugin;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.host.watch.PluginFigures;
import dev.trestle.host.watch.Quarantine;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows plugins to administrators: what is written down of them beside how they run. */
final class PluginViews {
  private static final int SAMPLE = 200;
  private static final int THREADS_NAMED = 5;

  private final PluginJars jars;
  private final PluginDesk desk;

  PluginViews(PluginJars jars, PluginDesk desk) {
    this.jars = jars;
    this.desk = desk;
  }

  /** All plugins that are or were installed, by id. */
  List<PluginView> all(State state, LineUp lineUp) {
    List<PluginView> all = new ArrayList<>();
    for (PluginInstallation installed : Installations.all(state)) {
      all.add(of(state, lineUp, installed));
    }
    all.sort(java.util.Comparator.comparing(PluginView::id));
    return all;
  }

  PluginView of(State state, LineUp lineUp, PluginInstallation installed) {
    String id = installed.pluginId();
    HostedPlugin running = lineUp.find(id);
    Absence absence = lineUp.absent().get(id);
    PluginManifest manifest = running != null ? running.packed().manifest() : manifest(installed);
    Optional<Quarantine> quarantine = running == null ? Optional.empty() : running.quarantine();
    Asked asked = manifest == null ? Asked.NOTHING : manifest.asked();
    Records records = records(state, id);
    return new PluginView(
        id,
        installed.version(),
        installed.pluginVersion(),
        installed.name(),
        manifest == null ? "" : manifest.description(),
        installed.vendor(),
        state(installed, running, quarantine),
        new Source(installed.trust(), installed.keyId(), installed.jarSha256()),
        reasons(absence, quarantine),
        manifest == null ? "" : manifest.sdk(),
        manifest == null ? List.of() : manifest.requires(),
        manifest == null ? List.of() : manifest.provides(),
        PluginAsk.of(asked),
        PluginAsk.of(InstallationEdit.consented(installed, asked)),
        settings(installed, running, absence),
        running == null ? null : figures(running.figures(), desk.host().liveLoaders(id)),
        records.count(),
        records.bytes(),
        state.table(Tables.PLUGIN_FAULTS).group("plugin", id).cardinality(),
        notices(desk.leftRunning(id)),
        installed.installedAtMillis(),
        installed.updatedAtMillis());
  }

  /** What its jar says; null when the plugin was removed, or its jar cannot be read. */
  private @Nullable PluginManifest manifest(PluginInstallation installed) {
    if (installed.removedAtMillis() != 0) {
      return null;
    }
    try {
      return jars.of(installed).manifest();
    } catch (PluginRefused unreadable) {
      return null;
    }
  }

  private static PluginState state(
      PluginInstallation installed,
      @Nullable HostedPlugin running,
      Optional<Quarantine> quarantine) {
    if (installed.removedAtMillis() != 0) {
      return PluginState.REMOVED;
    }
    if (!installed.enabled()) {
      return PluginState.DISABLED;
    }
    if (running == null) {
      return PluginState.REFUSED;
    }
    return quarantine.isPresent() ? PluginState.QUARANTINED : PluginState.ENABLED;
  }

  private static List<Problem> reasons(@Nullable Absence absence, Optional<Quarantine> quarantine) {
    if (absence != null) {
      return absence.reasons();
    }
    return quarantine
        .map(why -> List.of(Problem.of(ProblemType.PLUGIN, "PLUGIN_QUARANTINED", why.reason())))
        .orElse(List.of());
  }

  private static List<SettingView> settings(
      PluginInstallation installed, @Nullable HostedPlugin running, @Nullable Absence absence) {
    List<SettingView> views = new ArrayList<>();
    for (Setting declared : declared(running, absence)) {
      Object value = installed.settings().get(declared.name());
      boolean sealed = installed.sealedSettings().containsKey(declared.name());
      views.add(
          new SettingView(
              declared, value == null ? null : value.toString(), sealed || value != null));
    }
    return views;
  }

  /** The settings a plugin declares, as far as it came to say. */
  static List<Setting> declared(@Nullable HostedPlugin running, @Nullable Absence absence) {
    if (running != null) {
      return running.active().contributions().settings();
    }
    return absence == null ? List.of() : absence.settings();
  }

  private static List<String> notices(List<String> threads) {
    if (threads.isEmpty()) {
      return List.of();
    }
    String names = String.join(", ", threads.subList(0, Math.min(THREADS_NAMED, threads.size())));
    return List.of(
        "When it was last closed it left "
            + threads.size()
            + " threads running, which were told to stop: "
            + names
            + (threads.size() > THREADS_NAMED ? " and others." : "."));
  }

  private static Figures figures(PluginFigures figures, int liveLoaders) {
    long timeouts = figures.failures().getOrDefault(PluginFailure.Kind.TOOK_TOO_LONG, 0L);
    long failures =
        timeouts
            + figures.failures().getOrDefault(PluginFailure.Kind.THREW, 0L)
            + figures.failures().getOrDefault(PluginFailure.Kind.TOOK_TOO_MUCH, 0L);
    return new Figures(figures.calls(), failures, timeouts, figures.nanos(), liveLoaders);
  }

  /** How many records there are, and roughly how large. */
  record Records(long count, long bytes) {}

  static Records records(State state, String pluginId) {
    long count = 0;
    long bytes = 0;
    for (TableSchema<NeutralRecord> schema : tables(state, pluginId)) {
      Table<NeutralRecord> table = state.table(schema);
      int size = table.size();
      long[] sampled = {0, 0};
      for (int slot = table.live().nextSlot(0);
          slot >= 0 && sampled[0] < SAMPLE;
          slot = table.live().nextSlot(slot + 1)) {
        sampled[0]++;
        sampled[1] += NeutralSchema.encoded(table.require(slot)).length;
      }
      count += size;
      bytes += sampled[0] == 0 ? 0 : sampled[1] * size / sampled[0];
    }
    return new Records(count, bytes);
  }

  /** The tables of a plugin's records, whether or not it runs. */
  static List<TableSchema<NeutralRecord>> tables(State state, String pluginId) {
    List<TableSchema<NeutralRecord>> tables = new ArrayList<>();
    var definitions = state.table(Tables.PLUGIN_TABLES);
    definitions
        .group("plugin", pluginId)
        .forEach(slot -> {
          PluginTable table = definitions.require(slot);
          tables.add(NeutralSchema.named(table.name()));
        });
    return tables;
  }
}
