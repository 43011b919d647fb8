package dev.trestle.plugins.sla;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the desk stands in bringing its tickets in line with changed policies or calendars; there
 * is at most one.
 *
 * @param changedAt when policies or calendars changed last
 * @param from the creation time of the next ticket to look at
 * @param skip how many tickets of that creation time have been looked at
 * @param done how many have been looked at
 * @param total how many there were to look at when it began
 * @param finishedAt null while it goes on
 */
record Recount(
    UUID id,
    int version,
    Instant changedAt,
    Instant from,
    int skip,
    int done,
    int total,
    @Nullable Instant finishedAt)
    implements DeskRecord {
  static final UUID ONLY = new UUID(0x5a1a_0000_0000_7000L, 0x8000_0000_0000_0001L);
  static final RecordType<Recount> RECOUNTS = RecordType.of("recount", Recount.class);

  static @Nullable Recount of(Snapshot snapshot) {
    return snapshot.records(RECOUNTS).get(ONLY);
  }

  /** When policies or calendars changed last; the beginning of time when they never did. */
  static long changedAt(Snapshot snapshot) {
    Recount recount = of(snapshot);
    return recount == null ? Long.MIN_VALUE : recount.changedAt().toEpochMilli();
  }
}
