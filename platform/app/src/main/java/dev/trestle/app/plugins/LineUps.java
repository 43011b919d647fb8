package dev.trestle.app.plugins;

import dev.trestle.app.plugins.LineUp.Absence;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.plugin.TableClashes;
import dev.trestle.domain.state.State;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.graphql.engine.SchemaRefused;
import dev.trestle.graphql.plugin.Generations;
import dev.trestle.host.HostedPlugin;
import dev.trestle.host.PluginHost;
import dev.trestle.host.PluginPackage;
import dev.trestle.host.PluginPlan;
import dev.trestle.host.SettingValues;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds line-ups aside. What cannot run stays out with its reasons and keeps nothing else from
 * running; what runs already and stays as it is, is taken over.
 */
final class LineUps {
  private static final String SCHEMA_CODE = "PLUGIN_SCHEMA_REFUSED";

  /**
   * A plugin that should run.
   *
   * @param consented what it gets of what it asks for
   * @param set the names of the settings that are set
   */
  record Candidate(PluginPackage packed, Asked consented, Set<String> set) {}

  private final PluginHost host;
  private final Generations generations;
  private final BiFunction<String, Asked, DeskProvisions> provisions;
  private final Supplier<State> state;

  LineUps(
      PluginHost host,
      Generations generations,
      BiFunction<String, Asked, DeskProvisions> provisions,
      Supplier<State> state) {
    this.state = state;
    this.host = host;
    this.generations = generations;
    this.provisions = provisions;
  }

  /** The schema without any plugin. */
  LineUp bare() {
    return new LineUp(List.of(), new LinkedHashMap<>(), generations.compose(List.of()));
  }

  /**
   * Builds a line-up.
   *
   * @param unfit those that could not even be read
   * @param before what runs now; null at the start
   */
  LineUp build(
      List<Candidate> candidates, SequencedMap<String, Absence> unfit, @Nullable LineUp before) {
    return new Build(before, unfit).of(candidates);
  }

  /** Lets go of what was loaded for a line-up that is not going to run. */
  static void discard(LineUp built, @Nullable LineUp before) {
    built.beyond(before).forEach(HostedPlugin::close);
  }

  private final class Build {
    private final @Nullable LineUp before;
    private final SequencedMap<String, Absence> absent;
    private final SequencedMap<String, HostedPlugin> loaded = new LinkedHashMap<>();

    Build(@Nullable LineUp before, SequencedMap<String, Absence> unfit) {
      this.before = before;
      this.absent = new LinkedHashMap<>(unfit);
    }

    LineUp of(List<Candidate> candidates) {
      try {
        SequencedMap<String, Candidate> byId = new LinkedHashMap<>();
        candidates.forEach(candidate -> byId.put(candidate.packed().id(), candidate));
        PluginPlan plan = host.plan(candidates.stream().map(Candidate::packed).toList());
        plan.refused().forEach((id, reasons) -> absent.put(id, new Absence(reasons, List.of())));
        for (PluginPackage packed : plan.order()) {
          Candidate candidate = byId.get(packed.id());
          if (candidate != null) {
            load(candidate, plan);
          }
        }
        SchemaGeneration generation = composed();
        return new LineUp(List.copyOf(loaded.values()), absent, generation);
      } catch (RuntimeException failed) {
        loaded.values().stream().filter(plugin -> !ranBefore(plugin)).forEach(HostedPlugin::close);
        throw failed;
      }
    }

    private boolean ranBefore(HostedPlugin plugin) {
      return before != null && before.running().contains(plugin);
    }

    private void load(Candidate candidate, PluginPlan plan) {
      String id = candidate.packed().id();
      List<HostedPlugin> required = new ArrayList<>();
      for (String needed :
          plan.required().getOrDefault(id, java.util.Collections.emptySortedSet())) {
        HostedPlugin found = loaded.get(needed);
        if (found == null) {
          absent.put(id, new Absence(List.of(needsAbsent(needed)), List.of()));
          return;
        }
        required.add(found);
      }
      HostedPlugin ran = before == null ? null : before.find(id);
      if (ran != null
          && ran.packed() == candidate.packed()
          && ran.active().consented().equals(candidate.consented())
          && ran.required().equals(required)) {
        loaded.put(id, ran);
        return;
      }
      try {
        HostedPlugin fresh =
            host.load(
                candidate.packed(),
                candidate.consented(),
                required,
                provisions.apply(id, candidate.consented()));
        keepIfItMay(candidate, fresh);
      } catch (PluginRefused refused) {
        absent.put(id, new Absence(refused.problems(), List.of()));
      }
    }

    private void keepIfItMay(Candidate candidate, HostedPlugin fresh) {
      var declared = fresh.active().contributions().settings();
      List<Problem> clashes =
          TableClashes.problems(state.get(), fresh.id(), fresh.active().contributions().records());
      if (!clashes.isEmpty()) {
        fresh.close();
        absent.put(fresh.id(), new Absence(clashes, declared));
        return;
      }
      List<String> missing = SettingValues.missing(declared, candidate.set());
      if (missing.isEmpty()) {
        loaded.put(fresh.id(), fresh);
        return;
      }
      fresh.close();
      absent.put(
          fresh.id(),
          new Absence(
              List.of(
                  Problem.of(
                      ProblemType.PRECONDITION,
                      "PLUGIN_SETTING_MISSING",
                      "It stays off until these settings are set, by pluginSettingsSet: "
                          + String.join(", ", missing)
                          + ".")),
              declared));
    }

    private Problem needsAbsent(String needed) {
      return Problem.of(
          ProblemType.PRECONDITION,
          "PLUGIN_REQUIREMENT_MISSING",
          "It requires " + needed + ", which cannot run; see there for the reason.");
    }

    private SchemaGeneration composed() {
      try {
        return generations.compose(active(loaded.values().stream().toList()));
      } catch (SchemaRefused together) {
        return composedOneByOne();
      }
    }

    /** Finds out who is at fault: whoever cannot join those that came before. */
    private SchemaGeneration composedOneByOne() {
      List<HostedPlugin> joined = new ArrayList<>();
      SchemaGeneration generation = generations.compose(List.of());
      for (HostedPlugin plugin : List.copyOf(loaded.values())) {
        Absence absence = null;
        if (!joined.containsAll(plugin.required())) {
          absence = new Absence(List.of(needsAbsent(plugin.required().getFirst().id())), List.of());
        } else {
          List<HostedPlugin> tried = new ArrayList<>(joined);
          tried.add(plugin);
          try {
            generation = generations.compose(active(tried));
            joined = tried;
          } catch (SchemaRefused refused) {
            absence =
                new Absence(
                    refused.findings().stream()
                        .map(finding -> Problem.of(ProblemType.PRECONDITION, SCHEMA_CODE, finding))
                        .toList(),
                    plugin.active().contributions().settings());
          }
        }
        if (absence != null) {
          absent.put(plugin.id(), absence);
          loaded.remove(plugin.id());
          if (!ranBefore(plugin)) {
            plugin.close();
          }
        }
      }
      return generation;
    }

    private static List<ActivePlugin> active(List<HostedPlugin> plugins) {
      return plugins.stream().map(HostedPlugin::active).toList();
    }
  }
}
