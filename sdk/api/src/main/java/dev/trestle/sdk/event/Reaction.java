package dev.trestle.sdk.event;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Spi;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.Set;

/**
 * Reacts to what happened. Each event comes in the order of the log, behind a cursor that is stored
 * with what the reaction changes: so its changes happen exactly once, also through crashes. A new
 * reaction begins with what happens after the plugin is enabled; one that comes back goes on where
 * it stopped.
 *
 * <p>When it throws, it is asked again a few times; then the event is set aside, visible in the
 * API, and the next one comes. What reactions cause may cause reactions again, at most eight deep;
 * a timer that one sets for less than a minute ahead continues it.
 */
@Spi
public interface Reaction {
  /** Unique within the plugin, lower camel case; names the cursor for good. */
  String name();

  /** The event types it wants, which the manifest must ask for; empty for all of them. */
  Set<String> events();

  /**
   * Whether it only does what a {@link dev.trestle.sdk.command.Companion} of the same plugin left
   * undone. Then it is not told of what happened in commits with which all companions of the plugin
   * went along and to which one of them added something.
   */
  default boolean repairs() {
    return false;
  }

  /** Looks at one event and fills the draft; an empty draft is fine. Pure, as deciders are. */
  void react(Occasion occasion);

  /** What a reaction is handed. */
  @Api
  interface Occasion {
    DeskEvent event();

    /** Its snapshot is the latest, which may be newer than the event. */
    Draft draft();

    Surroundings surroundings();
  }
}
