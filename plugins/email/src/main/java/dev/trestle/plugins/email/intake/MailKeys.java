package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.record.DeskRecord;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the desk knows its own mail by; there is one.
 *
 * @param replyKey sealed; signs the tokens in reply addresses
 * @param loopToken stands in every message that the desk sends
 * @param nobodyId the contact in whose name messages stand that come from nobody; null before the
 *     first of them
 */
public record MailKeys(
    UUID id, int version, String replyKey, String loopToken, @Nullable UUID nobodyId)
    implements DeskRecord {
  /** The id of the one there is. */
  public static final UUID ID = new UUID(0x656d61696c000000L, 1);

  MailKeys withNobody(UUID contactId) {
    return new MailKeys(id, version, replyKey, loopToken, contactId);
  }
}
