package sound.domain;

import java.time.Clock;
import java.time.Instant;

/** Breaks no rule. */
final class Upright {
  Instant now(Clock clock) {
    return clock.instant();
  }
}
