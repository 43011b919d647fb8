package dev.trestle.plugins.reminders;

import dev.trestle.sdk.record.DeskRecord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that sleeps. When it wakes, the record goes.
 *
 * @param id the ticket's
 * @param asleep true; there for the lists to filter by
 * @param until when it wakes by itself; null: only by a reply or by hand
 * @param untilReply whether a reply from outside wakes it
 */
record Snooze(
    UUID id,
    int version,
    boolean asleep,
    @Nullable Instant until,
    boolean untilReply,
    Instant since,
    String byName)
    implements DeskRecord {}
