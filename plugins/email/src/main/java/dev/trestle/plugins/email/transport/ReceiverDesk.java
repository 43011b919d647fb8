package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Envelope;
import dev.trestle.plugins.email.intake.IntakeBusy;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a server that brings mail has to do with the desk. */
interface ReceiverDesk {
  /** The mailbox that has this address; null when none has. */
  @Nullable UUID mailboxOf(String address);

  /**
   * Takes a message: when this returns it is on disk.
   *
   * @param content read to its end once
   * @throws IOException what the content throws; then nothing was taken
   */
  void take(UUID mailboxId, InputStream content, Envelope envelope) throws IOException, IntakeBusy;

  /** What TLS is offered with; null when it is not. */
  @Nullable SSLContext identity();
}
