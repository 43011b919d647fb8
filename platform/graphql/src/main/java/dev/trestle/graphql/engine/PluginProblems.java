package dev.trestle.graphql.engine;

import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;

/** What clients read of a plugin's faults: which plugin, what it was asked, and how it went. */
public final class PluginProblems {
  private PluginProblems() {}

  /** A call into a plugin that came to nothing. */
  public static FieldProblem of(PluginFailure failure) {
    String plugin = failure.pluginId();
    String asked = "The plugin " + plugin + ", asked for the " + failure.what() + ", ";
    return switch (failure.kind()) {
      case THREW -> problem(plugin, "PLUGIN_FAILED", asked + "failed.");
      case TOOK_TOO_LONG -> problem(plugin, "PLUGIN_TIMEOUT", asked + "took longer than it may.");
      case TOOK_TOO_MUCH ->
          problem(plugin, "PLUGIN_MEMORY", asked + "took more memory than it may.");
      case QUARANTINED ->
          problem(
              plugin,
              "PLUGIN_QUARANTINED",
              "The plugin " + plugin + " is not asked any more, because it failed too often.");
    };
  }

  /**
   * A plugin that answered what it must not.
   *
   * @param what names the field and says what is wrong, without a full stop
   */
  public static FieldProblem broken(String plugin, String what) {
    return problem(plugin, "PLUGIN_FAILED", "The plugin " + plugin + " is at fault: " + what + '.');
  }

  private static FieldProblem problem(String plugin, String code, String sentence) {
    return new FieldProblem(
            ProblemType.PLUGIN,
            code,
            sentence,
            "Report the trace id, or leave the plugin's fields out.")
        .ofPlugin(plugin);
  }
}
