package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Mailbox.Server;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a mail server cannot be used, as a sentence that says what to do. */
final class Trouble extends IOException {
  private static final long serialVersionUID = 1L;

  /** How far somebody came. */
  enum At {
    NAME,
    CONNECTION,
    TLS,
    SIGN_IN,
    FOLDER,
    TALK
  }

  private final At at;

  Trouble(At at, String sentence) {
    this(at, sentence, null);
  }

  Trouble(At at, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.at = at;
  }

  /**
   * A server does not take who we say we are.
   *
   * @param what it does not let us do
   * @param passing whether it says that it is its own fault, and may pass
   */
  static Trouble notLetIn(Server server, String what, String said, boolean passing) {
    return passing
        ? new Trouble(At.TALK, server.host() + " lets nobody " + what + " for now: " + said)
        : new Trouble(
            At.SIGN_IN,
            server.host()
                + " lets nobody "
                + what
                + " as "
                + server.user()
                + ": "
                + said
                + " Check user and password, and whether the provider wants OAuth 2 or a password"
                + " for applications.");
  }

  At at() {
    return at;
  }

  /** Whether trying again soon is of no use: somebody has to change a setting first. */
  boolean lasting() {
    return at == At.SIGN_IN;
  }
}
