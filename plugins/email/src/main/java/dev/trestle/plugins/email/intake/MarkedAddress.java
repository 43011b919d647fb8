package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.record.DeskRecord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What reports say about an address.
 *
 * @param address in small letters, unique
 * @param hardSince since when mail never arrives there; null when it may
 * @param softCount how many times in a row it did not arrive for now
 * @param ticketId of the message that did not arrive last; null when nobody knows
 */
public record MarkedAddress(
    UUID id,
    int version,
    String address,
    @Nullable Instant hardSince,
    int softCount,
    String lastReason,
    Instant lastAt,
    @Nullable UUID ticketId)
    implements DeskRecord {
  public boolean isHard() {
    return hardSince != null;
  }
}
