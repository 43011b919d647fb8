package dev.trestle.domain.plugin.records;

import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;

/** What the owner lets one plugin have. */
record Consents(String pluginId, Asked consented) {
  /** Passes when the plugin may read this kind of records. */
  void reads(String kind) {
    if (!consented.reads().contains(kind)) {
      throw refused("reads", kind);
    }
  }

  /** Passes when the plugin may wish for this mutation. */
  void writes(String mutation) {
    if (!consented.writes().contains(mutation)) {
      throw refused("writes", mutation);
    }
  }

  /** Passes when the plugin may store and keep files. */
  void files() {
    if (!consented.files()) {
      throw refused("files", "files");
    }
  }

  private ProblemException refused(String what, String name) {
    return new ProblemException(
        ProblemType.PLUGIN,
        "PLUGIN_NOT_CONSENTED",
        "The plugin "
            + pluginId
            + " has no consent to "
            + name
            + ". Its manifest must ask for it under "
            + what
            + ", and an administrator must agree.");
  }
}
