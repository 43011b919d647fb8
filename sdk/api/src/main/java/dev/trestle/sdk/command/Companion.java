package dev.trestle.sdk.command;

import dev.trestle.sdk.promise.Experimental;
import dev.trestle.sdk.promise.Spi;

/**
 * Goes along with every command that changes tickets or adds messages, whoever sent it and by
 * whichever way: imports, merges, reactions and timers included, those of the same plugin too. It
 * comes after the guards and adds records, timers and events of its own plugin to the very same
 * commit, so that they are there when the command is answered. Also asked under a dry run. Pure, as
 * a {@link Decider} is, and asked again with the command when somebody else was quicker.
 *
 * <p>It cannot refuse. When it throws, takes too long, or adds what cannot be put, the command goes
 * ahead without any of its additions, and the failure is shown as a fault of the plugin; so a
 * plugin that must not miss anything has a reaction to the same changes that does what was left
 * undone. It can tell by a record in which the companion notes the {@link
 * dev.trestle.sdk.desk.Ticket#version} it has followed.
 *
 * <p>Not asked at all without consent to read {@code ticket}.
 */
@Spi
@Experimental(since = "0.1.0")
public interface Companion {
  /** Unique within the plugin, lower camel case; stands in faults and metrics. */
  String name();

  /**
   * Adds what belongs to one command; called once for all it changes. It may take one second, and
   * for commands that change many tickets 20 milliseconds more for each.
   */
  void accompany(CompanionContext context);
}
