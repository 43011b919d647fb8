package dev.trestle.app.plugins;

import dev.trestle.domain.plugin.PluginAsk;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.plugin.PluginOutcome.Change;
import dev.trestle.domain.plugin.PluginWish;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.host.HostedPlugin;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a line-up that was built aside with the one that runs. */
final class LineUpJudgement {
  private LineUpJudgement() {}

  /** Why a line-up must not take the place of the one that runs. */
  static List<Problem> problems(
      PluginWish wish, PluginInstallation after, LineUp before, LineUp next) {
    List<Problem> problems = new ArrayList<>();
    boolean mustRun =
        wish instanceof PluginWish.Install
            || wish instanceof PluginWish.Upgrade
            || wish instanceof PluginWish.Enable;
    LineUp.Absence absence = next.absent().get(after.pluginId());
    if (mustRun && after.enabled() && absence != null) {
      problems.addAll(absence.reasons());
    }
    boolean mayStopOthers = wish instanceof PluginWish.Disable || wish instanceof PluginWish.Remove;
    if (!mayStopOthers) {
      for (HostedPlugin ran : before.running()) {
        boolean stopped = !ran.id().equals(after.pluginId()) && next.find(ran.id()) == null;
        if (stopped) {
          problems.add(
              Problem.of(
                  ProblemType.PRECONDITION,
                  "PLUGIN_STOPS_OTHERS",
                  "With it, "
                      + ran.id()
                      + " could not run any more: "
                      + reasons(next.absent().get(ran.id()))
                      + " Disable "
                      + ran.id()
                      + " first, or install a version of it that fits.",
                  "input"));
        }
      }
    }
    return problems;
  }

  private static String reasons(LineUp.@Nullable Absence absence) {
    return absence == null
        ? ""
        : String.join(" ", absence.reasons().stream().map(Problem::message).toList());
  }

  /** What a change means for the desk. */
  static Change change(String pluginId, LineUp before, LineUp next) {
    HostedPlugin old = before.find(pluginId);
    HostedPlugin fresh = next.find(pluginId);
    List<PluginAsk> asked = PluginAsk.of(asked(fresh));
    List<PluginAsk> askedBefore = PluginAsk.of(asked(old));
    List<String> restarts = new ArrayList<>();
    List<String> stops = new ArrayList<>();
    for (HostedPlugin ran : before.running()) {
      if (!ran.id().equals(pluginId)) {
        HostedPlugin runs = next.find(ran.id());
        if (runs == null) {
          stops.add(ran.id());
        } else if (runs != ran) {
          restarts.add(ran.id());
        }
      }
    }
    return new Change(
        fresh == null ? List.of() : asked.stream().filter(a -> !askedBefore.contains(a)).toList(),
        fresh == null ? List.of() : askedBefore.stream().filter(a -> !asked.contains(a)).toList(),
        restarts,
        stops,
        SchemaChanges.between(before.generation(), next.generation()));
  }

  private static Asked asked(@Nullable HostedPlugin plugin) {
    return plugin == null ? Asked.NOTHING : plugin.packed().manifest().asked();
  }
}
