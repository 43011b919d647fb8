package dev.trestle.domain.plugin.work;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Companions;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.PluginFaultKind;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.Companion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the companions of the plugins that run. One that fails leaves a fault in the commit in place
 * of what it would have added.
 */
public final class PluginCompanions implements Companions {
  private static final Duration LIMIT_PER_TICKET = Duration.ofMillis(20);
  private static final int REASON_MAX = 2_000;

  /** A companion with what it is called in figures and faults. */
  private record Asked(ActivePlugin plugin, Companion companion, String what) {}

  private volatile List<Asked> companions = List.of();

  /**
   * From now on asks these plugins, in this order; but none that may not read tickets, as there is
   * nothing it could go along with.
   */
  public void replace(List<ActivePlugin> plugins) {
    List<Asked> all = new ArrayList<>();
    for (ActivePlugin plugin : plugins) {
      if (plugin.consented().reads().contains("ticket")) {
        for (Companion companion : plugin.contributions().companions()) {
          all.add(new Asked(plugin, companion, "companion " + companion.name()));
        }
      }
    }
    companions = List.copyOf(all);
  }

  @Override
  public boolean watching() {
    return !companions.isEmpty();
  }

  @Override
  public void accompany(String command, ChangeSet changeSet, Draft draft) {
    AccompaniedCommand accompanied = AccompaniedCommand.of(command, changeSet, draft);
    Duration limit = limit(accompanied.tickets().size());
    Map<String, Boolean> whole = new LinkedHashMap<>();
    for (Asked asked : companions) {
      int size = draft.size();
      Deeds.Failed failed =
          Deeds.linked(
              asked.plugin(),
              asked.what(),
              limit,
              0,
              draft,
              next -> asked.companion().accompany(accompanied.before(asked.plugin(), next)));
      String id = asked.plugin().id();
      if (failed != null) {
        whole.put(id, false);
      } else if (draft.size() > size) {
        whole.putIfAbsent(id, true);
      }
      // Of a plugin in quarantine administrators know; its reactions will find what was left out.
      if (failed != null && !failed.away()) {
        setAside(asked, failed.reason(), accompanied, draft);
      }
    }
    whole.forEach((id, all) -> {
      if (all) {
        draft.accompaniedBy(id);
      }
    });
  }

  private static Duration limit(int tickets) {
    Duration forMany = LIMIT_PER_TICKET.multipliedBy(tickets);
    return forMany.compareTo(PluginCalls.USUAL_LIMIT) > 0 ? forMany : PluginCalls.USUAL_LIMIT;
  }

  private static void setAside(
      Asked asked, String reason, AccompaniedCommand accompanied, Draft draft) {
    draft.put(
        Tables.PLUGIN_FAULTS,
        new PluginFault(
            draft.newId(),
            1,
            asked.plugin().id(),
            PluginFaultKind.COMPANION,
            asked.companion().name(),
            0,
            0,
            null,
            0,
            accompanied.firstTicketId(),
            Document.empty(),
            reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX),
            draft.now(),
            Document.empty()));
  }
}
