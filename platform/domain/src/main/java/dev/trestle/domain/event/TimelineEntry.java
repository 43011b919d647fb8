package dev.trestle.domain.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in a ticket's timeline: an event or a message, in the order they came. */
public sealed interface TimelineEntry permits Event, Message {
  @Nullable UUID ticketId();
}
