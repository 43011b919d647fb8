package dev.trestle.host.watch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.plugin.PluginFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What keeps failing is called no more, also beside calls that do not fail. */
class QuarantineTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Watchdog watchdog = new Watchdog();
  private final PluginWatch watch =
      new PluginWatch(
          "one", watchdog, InstantSource.fixed(Instant.parse("2031-03-03T12:00:00Z")), null);

  @AfterEach
  void stop() {
    watchdog.close();
  }

  private void fails(String what) {
    assertThrows(
        PluginFailure.class,
        () ->
            watch.call(
                what,
                LONG,
                () -> {
                  throw new IllegalStateException("broken");
                }));
  }

  private void works(String what) {
    watch.call(what, LONG, () -> true);
  }

  @Test
  void whatFailsEachTime_endsInQuarantine_althoughOtherCallsSucceedInBetween() {
    for (int i = 1; i < PluginWatch.FAILURES_OF_ONE_MAX; i++) {
      fails("companion books");
      works("guard gate");
    }
    assertFalse(watch.quarantined());
    fails("companion books");
    assertTrue(watch.quarantined());
    assertTrue(watch.quarantine().orElseThrow().reason().contains("companion books"));
  }

  @Test
  void whatSucceedsAtTimes_staysOutOfQuarantine() {
    for (int i = 0; i < 3 * PluginWatch.FAILURES_OF_ONE_MAX; i++) {
      fails("companion books");
      works(i % 10 == 9 ? "companion books" : "guard gate");
    }
    assertFalse(watch.quarantined());
  }

  @Test
  void aRelease_beginsTheCountAnew() {
    for (int i = 0; i < PluginWatch.FAILURES_OF_ONE_MAX; i++) {
      fails("companion books");
      works("guard gate");
      watch.release();
    }
    assertFalse(watch.quarantined());
  }
}
