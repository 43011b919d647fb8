package com.example.parcels;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

// docs: record
/** Something on its way to the desk. */
record Parcel(
    UUID id,
    int version,
    UUID ticketId,
    String code,
    @Nullable Instant expectedAt,
    @Nullable Instant arrivedAt)
    implements DeskRecord {

  static final RecordType<Parcel> PARCELS =
      RecordType.of("parcel", Parcel.class)
          .unique("code", "PARCEL_CODE_TAKEN", "code")
          .grouped("ticket", "ticketId")
          .migration(1, Parcel::fromShapeOne);

  boolean awaited() {
    return arrivedAt == null;
  }

  Parcel arrived(Instant at) {
    return new Parcel(id, version, ticketId, code, expectedAt, at);
  }

  // docs: end
  // docs: migration
  /** Version 1 of the plugin called the code a number. */
  private static Map<String, Object> fromShapeOne(Map<String, Object> stored) {
    Map<String, Object> fields = new LinkedHashMap<>(stored);
    Object number = fields.remove("number");
    if (number != null) {
      fields.put("code", number);
    }
    return fields;
  }
  // docs: end
}
