package dev.trestle.plugins.email.transport;

import java.io.IOException;

/** A message that is brought has more bytes than may be: whoever brings it must not try again. */
final class TooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  TooLarge(String sentence) {
    super(sentence);
  }
}
