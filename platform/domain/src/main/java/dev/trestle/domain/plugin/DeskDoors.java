package dev.trestle.domain.plugin;

import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.event.TimelineEntry;
import java.util.function.LongFunction;

/**
 * What of the desk stands behind the snapshots and drafts that plugins are handed.
 *
 * @param texts reads a timeline entry by its pointer, as {@code Desk.entry} does
 * @param deciders decide what plugins wish for
 */
public record DeskDoors(
    LongFunction<TimelineEntry> texts, Deciders deciders, Wishes wishes, TicketFilters filters) {}
