package dev.trestle.domain.plugin;

import dev.trestle.sdk.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link PluginWish}, or what would under a dry run.
 *
 * @param problems why nothing was done; empty when it was
 * @param warnings what somebody should know all the same
 * @param plugin as it is after that; null when there is none, and when nothing was done
 * @param change what it means for the desk
 * @param exportFileId the file that a purge exported to; null for all else
 */
public record PluginOutcome(
    List<Problem> problems,
    List<Problem> warnings,
    @Nullable PluginView plugin,
    Change change,
    @Nullable UUID exportFileId) {
  public PluginOutcome {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * What a change means.
   *
   * @param newlyAsked what the new version asks for and the old one did not
   * @param noLongerAsked what the old version asked for and the new one does not
   * @param restarts ids of other plugins that are stopped and started for it, in that order
   * @param stops ids of other plugins that cannot run any more
   * @param schema lines about what comes into the public schema, goes or changes
   */
  public record Change(
      List<PluginAsk> newlyAsked,
      List<PluginAsk> noLongerAsked,
      List<String> restarts,
      List<String> stops,
      List<String> schema) {
    public static final Change NONE =
        new Change(List.of(), List.of(), List.of(), List.of(), List.of());

    public Change {
      newlyAsked = List.copyOf(newlyAsked);
      noLongerAsked = List.copyOf(noLongerAsked);
      restarts = List.copyOf(restarts);
      stops = List.copyOf(stops);
      schema = List.copyOf(schema);
    }
  }

  /** Nothing was done, for these reasons. */
  public static PluginOutcome refused(List<Problem> problems) {
    return new PluginOutcome(problems, List.of(), null, Change.NONE, null);
  }

  public boolean done() {
    return problems.isEmpty();
  }
}
