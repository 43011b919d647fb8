package dev.trestle.domain.plugin.work;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls of a plugin's code that fill a part of a commit, or leave no trace in it. */
final class Deeds {
  private Deeds() {}

  /**
   * Why something was not done.
   *
   * @param away whether the plugin is not called at all for now, so that it was no failure of this
   */
  record Failed(String reason, boolean away) {}

  /**
   * Lets the plugin fill a link of the draft.
   *
   * @param depth how many reactions lead to the commit; beyond the limit it may cause no events
   * @return null when it joined the draft
   */
  static @Nullable Failed done(
      ActivePlugin plugin,
      String what,
      int depth,
      Draft draft,
      Consumer<dev.trestle.sdk.command.Draft> deed) {
    return linked(
        plugin,
        what,
        PluginCalls.USUAL_LIMIT,
        depth,
        draft,
        next -> deed.accept(plugin.stores().draft(next, depth)));
  }

  /** The same for code that takes the link itself, within a limit of its own. */
  static @Nullable Failed linked(
      ActivePlugin plugin,
      String what,
      Duration limit,
      int depth,
      Draft draft,
      Consumer<Draft> deed) {
    try {
      Draft.Link link =
          draft.link(next -> {
            plugin
                .calls()
                .call(
                    what,
                    limit,
                    () -> {
                      deed.accept(next);
                      return true;
                    });
            // What causes no events leads to no further reactions, however deep it is.
            if (depth > ReactionWork.DEPTH_MAX && next.entries() > 0) {
              next.invalid(
                  "REACTIONS_TOO_DEEP",
                  "Reactions to reactions went more than "
                      + ReactionWork.DEPTH_MAX
                      + " deep, so this one was not done.");
            } else if (depth > 0 && next.entries() > ReactionWork.eventsMax(depth)) {
              next.problem(
                  ProblemType.LIMIT,
                  "REACTION_FLOODS",
                  "A reaction "
                      + depth
                      + " deep may cause "
                      + ReactionWork.eventsMax(depth)
                      + " events and messages, not "
                      + next.entries()
                      + ", so it was not done.");
            }
          });
      return link.problems().isEmpty() ? null : new Failed(sentence(link.problems()), false);
    } catch (ProblemException spoken) {
      return new Failed(sentence(List.of(spoken.problem())), false);
    } catch (FieldProblem spoken) {
      return new Failed(spoken.code() + ": " + spoken.sentence(), false);
    } catch (PluginFailure failure) {
      return new Failed(
          String.valueOf(failure.getMessage()), failure.kind() == PluginFailure.Kind.QUARANTINED);
    }
  }

  static String sentence(List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems) {
      text.append(text.isEmpty() ? "" : " ")
          .append(problem.code())
          .append(": ")
          .append(problem.message());
    }
    return text.toString();
  }
}
