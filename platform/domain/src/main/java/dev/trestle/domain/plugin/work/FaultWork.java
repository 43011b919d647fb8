package dev.trestle.domain.plugin.work;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.PluginFaultKind;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of faults that people have looked at. */
public final class FaultWork {
  private FaultWork() {}

  /** Sets a timer that failed once more, due now; the fault goes. */
  public static void setTimerAgain(Draft draft, UUID faultId) {
    PluginFault fault = found(draft, faultId, PluginFaultKind.TIMER);
    if (fault == null) {
      return;
    }
    String key = String.valueOf(fault.key());
    Timer known = draft.state().table(Tables.TIMERS).unique("key", List.of(fault.pluginId(), key));
    draft.put(
        Tables.TIMERS,
        new Timer(
            known == null ? draft.newId() : known.id(),
            known == null ? 1 : known.version() + 1,
            fault.pluginId(),
            key,
            fault.dueAtMillis(),
            fault.ticketId(),
            fault.payload(),
            draft.now(),
            0,
            Document.empty()));
    draft.remove(Tables.PLUGIN_FAULTS, fault);
  }

  /** Forgets a fault. */
  public static void dismiss(Draft draft, UUID faultId) {
    PluginFault fault = found(draft, faultId, null);
    if (fault != null) {
      draft.remove(Tables.PLUGIN_FAULTS, fault);
    }
  }

  /**
   * Lets a reaction look at an event once more; the fault goes in the same commit, or stays when it
   * fails again, which refuses the command.
   */
  public static PluginCommand reactAgain(
      ActivePlugin plugin, Reaction reaction, UUID faultId, Occurrence event) {
    return new PluginCommand(
        "ReactAgain",
        Math.min(event.depth() + 1, ReactionWork.DEPTH_MAX),
        draft -> {
          PluginFault fault = found(draft, faultId, PluginFaultKind.EVENT);
          if (fault == null) {
            return;
          }
          Deeds.Failed failed =
              Deeds.done(
                  plugin,
                  "reaction " + fault.handler(),
                  event.depth() + 1,
                  draft,
                  own -> reaction.react(new Again(event, own, plugin.surroundings())));
          if (failed == null) {
            draft.remove(Tables.PLUGIN_FAULTS, fault);
          } else {
            draft.problem(
                ProblemType.PRECONDITION, "PLUGIN_FAILED_AGAIN", failed.reason(), "input", "id");
          }
        });
  }

  private static @Nullable PluginFault found(
      Draft draft, UUID faultId, @Nullable PluginFaultKind kind) {
    PluginFault fault = draft.find(Tables.PLUGIN_FAULTS, faultId);
    if (fault == null || (kind != null && fault.kind() != kind)) {
      draft.problem(
          ProblemType.NOT_FOUND,
          "FAULT_NOT_FOUND",
          "There is no such fault. Somebody may have dealt with it.",
          "input",
          "id");
      return null;
    }
    return fault;
  }

  private record Again(
      DeskEvent event, dev.trestle.sdk.command.Draft draft, Surroundings surroundings)
      implements Reaction.Occasion {}
}
