package dev.trestle.domain.command;

/**
 * Turns one kind of command into changes or refusals: pure, on one snapshot, possibly asked again
 * on a newer one.
 */
@FunctionalInterface
public interface Decider<C extends Command> {
  void decide(C command, Draft draft);
}
