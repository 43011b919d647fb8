package dev.trestle.domain.plugin;

import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.state.State;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The desk's plugins as administrators see and change them. Whoever calls has made sure of the
 * viewer's permission; every other rule is kept here.
 */
public interface PluginAdministration {
  /** On a desk that runs no plugins, such as one that only its own command line uses. */
  PluginAdministration NONE =
      new PluginAdministration() {
        @Override
        public List<PluginView> plugins(State state) {
          return List.of();
        }

        @Override
        public PluginOutcome carryOut(PluginWish wish, Envelope envelope) {
          return PluginOutcome.refused(
              List.of(
                  Problem.of(
                      ProblemType.PRECONDITION,
                      "PLUGINS_NOT_RUN",
                      "This desk runs no plugins. Start it with serve to administer them.")));
        }
      };

  /** All plugins that are or were installed, and those that come with the desk, by id. */
  List<PluginView> plugins(State state);

  /** The plugin of this id; null when there is none. */
  default @Nullable PluginView plugin(State state, String id) {
    return plugins(state).stream().filter(view -> view.id().equals(id)).findFirst().orElse(null);
  }

  /**
   * Does it, and returns when it is done and on disk; under a dry run, says what it would do.
   * Blocks, also for the drain of the schema before.
   */
  PluginOutcome carryOut(PluginWish wish, Envelope envelope);
}
