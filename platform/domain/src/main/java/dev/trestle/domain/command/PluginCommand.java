package dev.trestle.domain.command;

import java.util.function.Consumer;

/**
 * What a plugin wants done: decided by its own code, which fills the draft.
 *
 * @param commandName the name it has in the log
 * @param depth how many reactions led to it
 * @param work fills the draft; pure, and possibly asked again on a newer snapshot
 */
public record PluginCommand(String commandName, int depth, Consumer<Draft> work)
    implements Command {}
