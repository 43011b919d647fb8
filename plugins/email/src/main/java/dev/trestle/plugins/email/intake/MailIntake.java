package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.MailSource;
import java.util.UUID;

/** Where messages go that somebody brings: each is taken once, however often it is brought. */
public interface MailIntake {
  /**
   * Takes a message. When it returns, the message is on disk and its server may forget it.
   *
   * @param raw opened as often as needed; its bytes are never held as a whole
   * @throws IntakeBusy when the desk cannot take it now; it must be brought again
   */
  Taken take(Door door, UUID mailboxId, MailSource raw, Envelope envelope) throws IntakeBusy;
}
