package dev.trestle.domain.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void answersTheSameCounter_forTheSameNameAndLabels() {
    Counter first = metrics.counter("requests_total", "Requests.", "kind", "query");
    Counter again = metrics.counter("requests_total", "Requests.", "kind", "query");
    assertSame(first, again);
  }

  @Test
  void printsCountersInPrometheusText_withEscapedLabels() {
    metrics.counter("requests_total", "Requests.", "kind", "a\"b\\c\n").add(3);
    assertEquals(
        """
        # HELP requests_total Requests.
        # TYPE requests_total counter
        requests_total{kind="a\\"b\\\\c\\n"} 3
        """,
        metrics.prometheus());
  }

  @Test
  void countsEveryDurationInCumulativeBuckets() {
    Histogram timing = metrics.timing("commit_seconds", "Commits.");
    timing.recordNanos(40_000);
    timing.recordNanos(90_000);
    timing.recordNanos(60_000_000_000L);
    String text = metrics.prometheus();
    assertTrue(text.contains("commit_seconds_bucket{le=\"5.0E-5\"} 1\n"), text);
    assertTrue(text.contains("commit_seconds_bucket{le=\"1.0E-4\"} 2\n"), text);
    assertTrue(text.contains("commit_seconds_bucket{le=\"10.0\"} 2\n"), text);
    assertTrue(text.contains("commit_seconds_bucket{le=\"+Inf\"} 3\n"), text);
    assertTrue(text.contains("commit_seconds_count 3\n"), text);
  }

  @Test
  void readsAGaugeWhenSomebodyLooks() {
    long[] value = {1};
    metrics.gauge("open_connections", "Open.", () -> value[0]);
    value[0] = 7;
    assertTrue(metrics.prometheus().contains("open_connections 7\n"));
  }

  @Test
  void refusesTheSameNameForAnotherType() {
    metrics.counter("things_total", "Things.");
    assertThrows(IllegalArgumentException.class, () -> metrics.timing("things_total", "Things."));
  }

  @Test
  void refusesToCountDown() {
    Counter counter = metrics.counter("things_total", "Things.");
    assertThrows(IllegalArgumentException.class, () -> counter.add(-1));
  }
}
