package dev.trestle.app.campaign;

import org.jspecify.annotations.Nullable;

/**
 * One mutation a writer sent.
 *
 * @param token a word that stands in what it writes and nowhere else
 * @param ticket the ticket it was for; null when it creates one
 * @param body the request as it went out
 * @param answer the data that came back; null when nothing came back
 */
record Written(
    Kind kind, String token, @Nullable String ticket, String body, @Nullable String answer) {
  /** What it does, and so what must be found afterwards. */
  enum Kind {
    CREATE,
    COMMENT,
    NOTE,
    OTHER
  }

  boolean acknowledged() {
    return answer != null;
  }
}
