package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.read.MailSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** What fetching one mailbox has to do with the desk. */
interface Visit {
  Mailbox mailbox();

  Instant now();

  /** Whether fetching has to come to its end. */
  boolean over();

  /** Has it come to its end. */
  void end();

  /** How far it came. */
  Reception reception();

  /** Notes how far it came; what cannot be noted now is found again by fetching it once more. */
  void note(UnaryOperator<Reception> change);

  /**
   * Takes a message: when this returns it is on disk.
   *
   * @param origin for people
   * @return whether all of it is, so that the server may forget it; false for one that has more
   *     bytes than the desk keeps of a file
   */
  boolean take(MailSource raw, String origin) throws IntakeBusy;

  /** What to sign in with. */
  Credential credential(Mailbox.Server server) throws IOException, InterruptedException;

  /** Forgets a token that the server does not take, so that the next sign-in brings another. */
  void forgetToken();

  /** Whether the name is known, and leads where the desk may connect to. */
  void judge(Mailbox.Server server) throws Trouble;

  /** Whose certificates are believed. */
  SSLContext trust() throws Trouble;

  /** Waits for this long on the desk's clock, or until it is over. */
  void rest(Duration time) throws InterruptedException;
}
