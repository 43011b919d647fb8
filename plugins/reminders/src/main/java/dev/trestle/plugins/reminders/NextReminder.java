package dev.trestle.plugins.reminders;

import dev.trestle.sdk.record.DeskRecord;
import java.time.Instant;
import java.util.UUID;

/**
 * A ticket's earliest pending reminder, by which the ticket lists filter and sort. There is none
 * for a ticket without pending reminders.
 *
 * @param id the ticket's
 */
record NextReminder(UUID id, int version, Instant dueAt) implements DeskRecord {}
