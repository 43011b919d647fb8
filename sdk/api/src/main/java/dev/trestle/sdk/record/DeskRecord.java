package dev.trestle.sdk.record;

import dev.trestle.sdk.promise.Spi;
import java.util.UUID;

/**
 * A plugin's own record. Implemented by Java records whose components are the stored fields.
 *
 * <p>A component is a {@code boolean}, {@code int}, {@code long} or their boxes, a {@code String},
 * {@code UUID}, {@code BigDecimal}, {@code Instant}, {@code LocalDate}, {@code Duration}, an enum,
 * {@code byte[]}, {@code List}, {@code Map} with text keys, or another record. Where the value type
 * is {@code Object}, it holds what {@code Draft.send} takes, nested lists and maps included. Null,
 * zero, false and empty are not stored; what is not stored is read as that. Fields that this
 * version of the record does not have survive a change by it.
 */
@Spi
public interface DeskRecord {
  /** Given by {@code Draft.newId}, or the ticket's id for a record type of tickets. */
  UUID id();

  /**
   * 1 at creation, one more with every change. The desk counts; what a draft puts here is ignored.
   */
  int version();
}
