package dev.trestle.domain.plugin;

import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.event.TimelineEntry;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * What of the desk stands behind the snapshots and drafts that plugins are handed.
 *
 * @param texts reads a timeline entry by its pointer, as {@code Desk.entry} does
 * @param deciders decide what plugins wish for
 * @param filters as they are while the plugins run that run now
 */
public record DeskDoors(
    LongFunction<TimelineEntry> texts,
    Deciders deciders,
    Wishes wishes,
    Supplier<TicketFilters> filters) {}
