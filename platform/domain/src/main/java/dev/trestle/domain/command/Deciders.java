package dev.trestle.domain.command;

import dev.trestle.sdk.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which decider answers which command. */
public final class Deciders {
  private final Map<Class<?>, Decider<?>> byCommand = new LinkedHashMap<>();

  public <C extends Command> void add(Class<C> command, Decider<C> decider) {
    if (byCommand.put(command, decider) != null) {
      throw new IllegalArgumentException(command.getSimpleName() + " has two deciders.");
    }
  }

  /** Decides a command on the snapshot of the context. */
  public <C extends Command> Decision decide(C command, DecisionContext context) {
    return draft(command, context).decided(command.commandName(), command.depth());
  }

  /** The draft as the command's decider fills it. */
  public <C extends Command> Draft draft(C command, DecisionContext context) {
    Draft draft = new Draft(context);
    decideInto(command, draft);
    return draft;
  }

  /** Lets the command's decider fill a draft. */
  @SuppressWarnings("unchecked")
  public <C extends Command> void decideInto(C command, Draft draft) {
    if (command instanceof PluginCommand byPlugin) {
      try {
        byPlugin.work().accept(draft);
      } catch (ProblemException refused) {
        draft.problem(refused.problem());
      }
      return;
    }
    Decider<C> decider = (Decider<C>) byCommand.get(command.getClass());
    if (decider == null) {
      throw new IllegalArgumentException("Nobody decides " + command.commandName() + ".");
    }
    decider.decide(command, draft);
  }
}
