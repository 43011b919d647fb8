package dev.trestle.domain.plugin;

import dev.trestle.domain.command.CommandGuards;
import dev.trestle.domain.command.Decision.Expectation;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.CommandGuard.OnFailure;
import dev.trestle.sdk.command.GuardContext.TicketChange;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the guards of the plugins that run. A guard that fails lets the command pass with a warning,
 * unless it has said that it must not.
 */
public final class PluginGuards implements CommandGuards {
  /** A guard with what it has said of itself, so that its code is not run for that again. */
  private record Asked(ActivePlugin plugin, CommandGuard guard, String name, OnFailure onFailure) {}

  private volatile List<Asked> guards = List.of();

  /** From now on asks these plugins, in this order. */
  public void replace(List<ActivePlugin> plugins) {
    List<Asked> all = new ArrayList<>();
    for (ActivePlugin plugin : plugins) {
      for (CommandGuard guard : plugin.contributions().guards()) {
        // The host asked it for both when it loaded the plugin: nothing of the plugin's runs here,
        // so one in quarantine keeps nobody from joining it.
        all.add(new Asked(plugin, guard, guard.name(), guard.onFailure()));
      }
    }
    guards = List.copyOf(all);
  }

  @Override
  public boolean watching() {
    return !guards.isEmpty();
  }

  @Override
  public Findings check(Proposal proposal) {
    List<TicketChange> tickets = tickets(proposal);
    List<Problem> problems = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>();
    List<Expectation> expectations = new ArrayList<>();
    for (Asked asked : guards) {
      GuardedCommand context = new GuardedCommand(asked.plugin(), proposal, tickets);
      try {
        asked
            .plugin()
            .calls()
            .call(
                "guard " + asked.name(),
                PluginCalls.USUAL_LIMIT,
                () -> {
                  asked.guard().check(context);
                  return true;
                });
        problems.addAll(context.problems());
        warnings.addAll(context.warnings());
        expectations.addAll(context.expectations());
      } catch (ProblemException spoken) {
        if (spoken.problem().type() == ProblemType.PLUGIN) {
          failed(asked, false, problems, warnings);
        } else {
          problems.add(spoken.problem());
        }
      } catch (FieldProblem spoken) {
        problems.add(Problem.of(spoken.type(), spoken.code(), spoken.sentence()));
      } catch (PluginFailure failure) {
        failed(asked, failure.kind() == PluginFailure.Kind.QUARANTINED, problems, warnings);
      }
    }
    return new Findings(problems, warnings, expectations);
  }

  private static void failed(
      Asked asked, boolean quarantined, List<Problem> problems, List<Problem> warnings) {
    boolean refuse = asked.onFailure() == OnFailure.REFUSE && !quarantined;
    Problem problem =
        Problem.of(
                ProblemType.PLUGIN,
                "PLUGIN_FAILED",
                "The check "
                    + asked.name()
                    + " of the plugin "
                    + asked.plugin().id()
                    + " failed"
                    + (refuse
                        ? ", and it must not be passed over. Tell an administrator."
                        : ", so this went ahead without it."))
            .ofPlugin(asked.plugin().id());
    (refuse ? problems : warnings).add(problem);
  }

  private static List<TicketChange> tickets(Proposal proposal) {
    List<TicketChange> tickets = new ArrayList<>();
    for (ChangeSet.Put<?> put : proposal.changeSet().puts()) {
      if (put.record() instanceof Ticket after) {
        tickets.add(new TicketChange(proposal.before().get(Tables.TICKETS, after.id()), after));
      }
    }
    return List.copyOf(tickets);
  }
}
