package dev.trestle.plugins.email.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.Own;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedReadingTest {
  private static final MailSource MESSAGE =
      MailSource.of("Subject: Help\n\nIt burns.".getBytes(StandardCharsets.US_ASCII));

  private static BoundedReading with(Duration patience, Reading reading) {
    return new BoundedReading(reading, patience);
  }

  @Test
  void givesWhatWasRead_andWhyNothingWas() {
    Duration patience = Duration.ofMinutes(1);
    assertEquals("Help", with(patience, Reading.USUAL).read(Own.nobody(), MESSAGE).subject());
    IllegalStateException broken = new IllegalStateException("broken");
    Reading throwing =
        (own, message) -> {
          throw broken;
        };
    assertEquals(
        broken,
        assertThrows(
            IllegalStateException.class,
            () -> with(patience, throwing).read(Own.nobody(), MESSAGE)));
    Reading full =
        (own, message) -> {
          throw new OutOfMemoryError("as the test says");
        };
    assertThrows(OutOfMemoryError.class, () -> with(patience, full).read(Own.nobody(), MESSAGE));
  }

  @Test
  void waitsNoLongerThanItMayTake() {
    CountDownLatch released = new CountDownLatch(1);
    Reading hanging =
        (own, message) -> {
          try {
            released.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return Reading.USUAL.read(own, message);
        };
    assertThrows(
        BoundedReading.Unending.class,
        () -> with(Duration.ofMillis(20), hanging).read(Own.nobody(), MESSAGE));
    released.countDown();
  }
}
