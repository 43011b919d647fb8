package dev.trestle.sdk.settings;

import dev.trestle.sdk.promise.Api;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * A plugin's settings as they are now, the declared fallbacks filled in. Asking for an undeclared
 * name, or under another kind, throws {@link IllegalArgumentException}.
 */
@Api
public interface Settings {
  /** Also of a CHOICE or URL. */
  Optional<String> text(String name);

  Optional<Long> wholeNumber(String name);

  Optional<BigDecimal> decimal(String name);

  /** False when it is not set. */
  boolean flag(String name);

  Optional<Duration> duration(String name);

  /** In the clear; keep it no longer than the call. */
  Optional<String> secret(String name);
}
