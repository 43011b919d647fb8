package dev.trestle.app.plugins;

import dev.trestle.app.plugins.LineUp.Absence;
import dev.trestle.app.plugins.LineUps.Candidate;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.PluginTrust;
import dev.trestle.domain.record.TrustedPluginKey;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.host.PluginPackage;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which plugins should run, by what is written down of them and what the operator says. One that
 * somebody works on at this desk runs as it is, with everything it asks for.
 *
 * @param candidates those whose jars were admitted
 * @param unfit those that cannot run before anything of them is loaded
 */
record Roster(List<Candidate> candidates, SequencedMap<String, Absence> unfit) {

  static Roster of(
      State state,
      List<PluginInstallation> installed,
      PluginJars jars,
      PluginRules rules,
      @Nullable PluginPackage developed) {
    List<Candidate> candidates = new ArrayList<>();
    SequencedMap<String, Absence> unfit = new LinkedHashMap<>();
    for (PluginInstallation each : installed) {
      if (!each.enabled() || each.removedAtMillis() != 0) {
        continue;
      }
      if (developed != null && developed.id().equals(each.pluginId())) {
        candidates.add(candidate(each, developed, developed.manifest().asked()));
        continue;
      }
      Problem distrust = distrust(state, each, rules);
      if (distrust != null) {
        unfit.put(each.pluginId(), new Absence(List.of(distrust), List.of()));
        continue;
      }
      try {
        PluginPackage packed = jars.of(each);
        Asked consented = InstallationEdit.consented(each, packed.manifest().asked());
        candidates.add(candidate(each, packed, consented));
      } catch (PluginRefused refused) {
        unfit.put(each.pluginId(), new Absence(refused.problems(), List.of()));
      }
    }
    return new Roster(candidates, unfit);
  }

  private static Candidate candidate(
      PluginInstallation installed, PluginPackage packed, Asked consented) {
    Set<String> set = new LinkedHashSet<>(installed.settings().keySet());
    set.addAll(installed.sealedSettings().keySet());
    return new Candidate(packed, consented, set);
  }

  /** Why its code is not trusted, or not any more; null when it is. */
  private static @Nullable Problem distrust(
      State state, PluginInstallation installed, PluginRules rules) {
    if (rules.off().contains(installed.pluginId())) {
      return problem(
          "PLUGIN_OFF", "Whoever runs the desk has switched it off by the setting plugins.off.");
    }
    if (installed.trust() == PluginTrust.SIGNED && !trusted(state, installed.keyId())) {
      return problem(
          "PLUGIN_KEY_UNTRUSTED",
          "The key that signed it is not trusted any more; trust it by pluginKeyTrust, or install"
              + " a jar that a trusted key signed.");
    }
    if (installed.trust() == PluginTrust.UNSIGNED && !rules.unsigned()) {
      return problem(
          "PLUGIN_UNSIGNED",
          "Nobody signed it, and this desk takes signed plugins only, unless it is started with"
              + " plugins.unsigned=true.");
    }
    return null;
  }

  private static boolean trusted(State state, @Nullable String keyId) {
    TrustedPluginKey key =
        state
            .table(Tables.TRUSTED_PLUGIN_KEYS)
            .unique("keyId", Objects.requireNonNullElse(keyId, ""));
    return key != null;
  }

  private static Problem problem(String code, String message) {
    return Problem.of(ProblemType.PRECONDITION, code, message);
  }
}
