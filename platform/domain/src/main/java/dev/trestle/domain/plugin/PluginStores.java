package dev.trestle.domain.plugin;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.state.State;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.desk.Snapshot;
import java.util.List;

/** The desk's state and drafts as one plugin may see and fill them. */
public interface PluginStores {
  /** The state as the plugin may read it. */
  Snapshot snapshot(State state);

  /** What another plugin sees a state as, as this one may read it. */
  default Snapshot own(Snapshot others) {
    return others;
  }

  /** The draft as the plugin may fill it. */
  default dev.trestle.sdk.command.Draft draft(Draft draft) {
    return draft(draft, 0);
  }

  /**
   * The same, when reactions led to it.
   *
   * @param depth how many
   */
  dev.trestle.sdk.command.Draft draft(Draft draft, int depth);

  /**
   * The draft as a companion of the plugin may fill it.
   *
   * @param depth how many reactions led to it
   */
  Additions additions(Draft draft, int depth);

  /**
   * Whether records of the plugin, or its settings, differ between two states; where there are
   * none, nothing does.
   */
  default boolean changed(State before, State after) {
    return false;
  }

  /** Which of its records are timers. */
  default List<Waking> wakings() {
    return List.of();
  }

  /**
   * Brings records that are kept in an older shape into the newest; where there are no shapes,
   * there is nothing to do.
   *
   * @param recordsMax how many at most in this commit
   * @return whether some are left for another commit
   */
  default boolean upgrade(Draft draft, int recordsMax) {
    return false;
  }
}
