package dev.trestle.sdk.event;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Spi;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Does what is due. The timer is gone in the same commit that holds what the handler changes: so it
 * fires exactly once; the handler may set it again under the same key. When the handler throws it
 * is asked again a few times; then the timer is set aside, visible in the API.
 */
@Spi
public interface TimerHandler {
  /** Unique within the plugin, lower camel case; names the stored timers for good. */
  String name();

  /**
   * Fills the draft; an empty one is fine, the timer is gone all the same. Pure, as deciders are.
   */
  void fired(Alarm alarm);

  /** What a handler is handed. */
  @Api
  interface Alarm {
    /** The key it was set under. */
    String key();

    /** When it was due, which may be long ago when the desk was down. */
    Instant dueAt();

    @Nullable UUID ticketId();

    /** As it was set; whole numbers are Long, times are Instant. */
    Map<String, Object> payload();

    Draft draft();

    /** What happened before. */
    EventLog log();

    Surroundings surroundings();
  }
}
