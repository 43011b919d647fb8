package dev.trestle.plugins.email.transport;

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

  At at() {
    return at;
  }

  /** Whether trying again soon is of no use: somebody has to change a setting first. */
  boolean lasting() {
    return at == At.SIGN_IN || at == At.FOLDER;
  }
}
