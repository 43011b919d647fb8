package dev.trestle.sdk.command;

import dev.trestle.sdk.promise.Spi;

/**
 * Looks at what a command is about to change in tickets, whoever sent it and by whichever way,
 * before anything is written, and may refuse it with reasons or let it pass with warnings. Also
 * asked under a dry run. Pure, as a {@link Decider} is.
 */
@Spi
public interface CommandGuard {
  /** Unique within the plugin, lower camel case; stands in errors and metrics. */
  String name();

  /**
   * Judges one command; called once for all tickets it changes, and not at all when there are none.
   */
  void check(GuardContext context);

  /** What happens to the command when the guard itself fails. */
  default OnFailure onFailure() {
    return OnFailure.PASS_WITH_WARNING;
  }

  /** What happens to a command whose guard throws or takes too long. */
  enum OnFailure {
    /** It goes ahead, with a warning: for rules whose loss is less bad than a lost request. */
    PASS_WITH_WARNING,
    /** It is refused with a problem of type PLUGIN, until the plugin is quarantined. */
    REFUSE
  }
}
