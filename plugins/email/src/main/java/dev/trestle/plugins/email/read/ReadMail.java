package dev.trestle.plugins.email.read;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was understood.
 *
 * @param headers all fields of its header
 * @param parties who it names
 * @param thread by what it may belong to an earlier message
 * @param subject decoded; empty when there is none
 * @param date as its sender claims; null when it is missing or cannot be read
 * @param text what it says, with what is folded
 * @param attachments files and messages in it, those of a winmail.dat included
 * @param invitations to events
 * @param bounce what could not be delivered; null when it is no delivery report
 * @param original the sender and subject of the message that it forwards; null when it forwards
 *     none
 * @param flaws what was odd about it, as sentences; empty for most messages
 */
public record ReadMail(
    Headers headers,
    Parties parties,
    ThreadKeys thread,
    String subject,
    @Nullable OffsetDateTime date,
    MailText text,
    List<Attachment> attachments,
    List<Invitation> invitations,
    Protection protection,
    List<AuthenticationResult> authentication,
    MailKind kind,
    @Nullable Bounce bounce,
    @Nullable Forwarded original,
    List<String> flaws) {
  public ReadMail {
    attachments = List.copyOf(attachments);
    invitations = List.copyOf(invitations);
    authentication = List.copyOf(authentication);
    flaws = List.copyOf(flaws);
  }

  /**
   * Whether an automatic answer may go out: only to what a person wrote who did not ask for none,
   * and never where a failure could not be sent to.
   */
  public boolean mayBeAnswered() {
    String suppressed = headers.first("X-Auto-Response-Suppress").strip();
    boolean nowhere = parties.returnPath().stream().anyMatch(path -> path.address().isEmpty());
    return kind.mayBeAnswered()
        && !nowhere
        && (suppressed.isEmpty() || suppressed.equalsIgnoreCase("none"));
  }
}
