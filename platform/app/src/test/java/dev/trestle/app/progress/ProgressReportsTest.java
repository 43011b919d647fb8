package dev.trestle.app.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressReportsTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong(5);

  @Test
  void printsALineEveryThreeSecondsWithRateAndTimeLeft_whenThereIsNoTerminal() {
    try (Progress progress = reports(0).begin("Importing", ProgressUnit.of("tickets"))) {
      progress.at(10, 1_000, 20);
      nanos.addAndGet(2 * SECOND);
      progress.at(100, 1_000, 200);
      nanos.addAndGet(2 * SECOND);
      progress.at(250, 1_000, 2_000);
      nanos.addAndGet(SECOND);
      progress.at(1_000, 1_000, 4_000);
    }
    assertEquals(
        "Importing: 25 %, 2,000 tickets, 500 tickets/s, 0:12 left\n"
            + "Importing: 4,000 tickets in 0:05, 800 tickets/s\n",
        text());
  }

  @Test
  void drawsABarOnATerminal() {
    try (Progress progress = reports(90).begin("Copying", ProgressUnit.BYTES)) {
      nanos.addAndGet(SECOND);
      progress.at(50_000_000, 100_000_000);
      assertTrue(text().contains("50 %, 50.0 MB, 50.0 MB/s, 0:01 left"), text());
      assertTrue(text().contains("Copying [==="), text());
    }
  }

  private ProgressReports reports(int columns) {
    return new ProgressReports(new PrintStream(bytes, true), columns, nanos::get);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
