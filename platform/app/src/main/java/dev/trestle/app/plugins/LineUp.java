package dev.trestle.app.plugins;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.host.HostedPlugin;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.settings.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The plugins that run together, and the schema they make.
 *
 * @param running each behind those it needs
 * @param absent those that should run and cannot
 */
record LineUp(
    List<HostedPlugin> running, SequencedMap<String, Absence> absent, SchemaGeneration generation) {
  LineUp {
    running = List.copyOf(running);
    absent = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(absent));
  }

  /**
   * Why a plugin does not run.
   *
   * @param settings those it declares, when it came so far as to say
   */
  record Absence(List<Problem> reasons, List<Setting> settings) {
    Absence {
      reasons = List.copyOf(reasons);
      settings = List.copyOf(settings);
    }
  }

  @Nullable HostedPlugin find(String id) {
    for (HostedPlugin plugin : running) {
      if (plugin.id().equals(id)) {
        return plugin;
      }
    }
    return null;
  }

  List<ActivePlugin> active() {
    return running.stream().map(HostedPlugin::active).toList();
  }

  /** Those that run here and not there, the last started first. */
  List<HostedPlugin> beyond(@Nullable LineUp other) {
    return running.reversed().stream()
        .filter(plugin -> other == null || !other.running().contains(plugin))
        .toList();
  }
}
