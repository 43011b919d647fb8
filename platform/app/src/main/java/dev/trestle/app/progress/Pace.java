package dev.trestle.app.progress;

import java.time.Duration;
import java.util.Locale;

/** Says in words how far work is, how fast it goes and how long it will still take. */
final class Pace {
  private static final double NANOS_PER_SECOND = 1e9;

  private final ProgressUnit unit;
  private final long startedNanos;

  Pace(ProgressUnit unit, long startedNanos) {
    this.unit = unit;
    this.startedNanos = startedNanos;
  }

  /** Such as "27 %, 3,738 tickets, 1,210 tickets/s, 0:08 left". */
  String words(long done, long total, long items, long nowNanos) {
    double seconds = (nowNanos - startedNanos) / NANOS_PER_SECOND;
    StringBuilder words = new StringBuilder();
    if (total > 0) {
      words.append(String.format(Locale.ROOT, "%.0f %%, ", 100.0 * Math.min(done, total) / total));
    }
    words.append(unit.text(items));
    if (seconds > 0) {
      words.append(", ").append(unit.text(items / seconds)).append("/s");
      if (total > 0 && done > 0 && done < total) {
        words
            .append(", ")
            .append(clock(Duration.ofSeconds(Math.round(seconds / done * (total - done)))))
            .append(" left");
      }
    }
    return words.toString();
  }

  /** Such as "13,846 tickets in 0:11, 1,258 tickets/s". */
  String summary(long items, long nowNanos) {
    double seconds = (nowNanos - startedNanos) / NANOS_PER_SECOND;
    String words = unit.text(items) + " in " + clock(Duration.ofSeconds(Math.round(seconds)));
    return seconds > 0 ? words + ", " + unit.text(items / seconds) + "/s" : words;
  }

  private static String clock(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
