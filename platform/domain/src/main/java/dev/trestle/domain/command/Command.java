package dev.trestle.domain.command;

/** What somebody wants done, as data. Its simple name is the name it has in the log. */
public interface Command {
  default String commandName() {
    return getClass().getSimpleName();
  }

  /** How many reactions stand between a person and this command; 0 when nobody reacted. */
  default int depth() {
    return 0;
  }
}
