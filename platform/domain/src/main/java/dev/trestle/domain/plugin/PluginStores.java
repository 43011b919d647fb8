package dev.trestle.domain.plugin;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.state.State;
import dev.trestle.sdk.desk.Snapshot;

/** The desk's state and drafts as one plugin may see and fill them. */
public interface PluginStores {
  /** The state as the plugin may read it. */
  Snapshot snapshot(State state);

  /** The draft as the plugin may fill it. */
  dev.trestle.sdk.command.Draft draft(Draft draft);
}
