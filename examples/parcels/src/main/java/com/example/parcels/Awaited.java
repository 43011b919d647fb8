package com.example.parcels;

import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

// docs: of-ticket
/** What a ticket waits for, summed up for lists of tickets; its id is the ticket's. */
record Awaited(UUID id, int version, boolean waiting, @Nullable Instant nextAt, List<String> codes)
    implements DeskRecord {

  static final RecordType<Awaited> AWAITED =
      RecordType.ofTicket("awaited", Awaited.class)
          .grouped("waiting", "waiting")
          .sorted("next", "nextAt");

  Awaited {
    codes = List.copyOf(codes);
  }

  /** Puts the sum of a ticket's parcels, of which one is as the commit is about to leave it. */
  static void sumUp(Additions additions, Parcel changed) {
    List<Parcel> parcels = new ArrayList<>(List.of(changed));
    for (Parcel other :
        additions.snapshot().records(Parcel.PARCELS).group("ticket", changed.ticketId())) {
      if (!other.id().equals(changed.id())) {
        parcels.add(other);
      }
    }
    Instant next =
        parcels.stream()
            .filter(Parcel::awaited)
            .map(Parcel::expectedAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    additions.put(
        AWAITED,
        new Awaited(
            changed.ticketId(),
            0,
            parcels.stream().anyMatch(Parcel::awaited),
            next,
            parcels.stream().map(Parcel::code).toList()));
  }
}
// docs: end
