package dev.trestle.domain.command;

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
  @SuppressWarnings("unchecked")
  public <C extends Command> Decision decide(C command, DecisionContext context) {
    Decider<C> decider = (Decider<C>) byCommand.get(command.getClass());
    if (decider == null) {
      throw new IllegalArgumentException("Nobody decides " + command.commandName() + ".");
    }
    Draft draft = new Draft(context);
    decider.decide(command, draft);
    return draft.decided(command.commandName());
  }
}
