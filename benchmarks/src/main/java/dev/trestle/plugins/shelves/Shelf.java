package dev.trestle.plugins.shelves;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same as a ticket says of itself, kept by a plugin: so both can be asked the same. */
record Shelf(UUID id, int version, UUID place, boolean open, @Nullable Instant until)
    implements DeskRecord {
  static final RecordType<Shelf> SHELVES =
      RecordType.ofTicket("shelf", Shelf.class)
          .grouped("place", "place")
          .grouped("open", "open")
          .sorted("until", "until");
}
