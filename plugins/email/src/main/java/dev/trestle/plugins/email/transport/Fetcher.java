package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.IntakeBusy;
import java.io.IOException;

/** Brings the messages of one mailbox, over one connection. */
interface Fetcher {
  /** Fetches until the visit is over, or the connection is; may return for another turn. */
  void fetch() throws IOException, InterruptedException, IntakeBusy;

  /** Closes the connection at once, from another thread. */
  void cut();
}
