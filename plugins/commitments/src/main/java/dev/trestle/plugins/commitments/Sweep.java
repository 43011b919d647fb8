package dev.trestle.plugins.commitments;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the desk is in bringing its tickets in line with changed policies or calendars; there is
 * at most one.
 *
 * @param from the creation time of the next ticket to look at
 * @param skip how many tickets of that creation time have been looked at
 * @param finishedAt null while it goes on
 */
record Sweep(UUID id, int version, Instant from, int skip, int done, @Nullable Instant finishedAt)
    implements DeskRecord {
  static final UUID ONLY = new UUID(0xc011_0000_0000_7000L, 0x8000_0000_0000_0001L);
  static final RecordType<Sweep> SWEEPS = RecordType.of("sweep", Sweep.class);

  static @Nullable Sweep of(Snapshot snapshot) {
    return snapshot.records(SWEEPS).get(ONLY);
  }
}
