package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.record.DeskRecord;
import java.util.UUID;

/**
 * What the desk knows its own mail by; there is one.
 *
 * @param replyKey sealed; signs the tokens in reply addresses
 * @param loopToken stands in every message that the desk sends
 */
public record MailKeys(UUID id, int version, String replyKey, String loopToken)
    implements DeskRecord {
  /** The id of the one there is. */
  public static final UUID ID = new UUID(0x656d61696c000000L, 1);
}
