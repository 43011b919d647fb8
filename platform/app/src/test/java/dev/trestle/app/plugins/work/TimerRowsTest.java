package dev.trestle.app.plugins.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimerRowsTest {
  private final TimerRows rows = new TimerRows(0);

  /** A timer at the end of a row of so many others, each of which caused as many events. */
  private UUID behind(int others, int events, long now) {
    UUID last = new UUID(0, 0);
    for (int i = 1; i <= others; i++) {
      UUID next = new UUID(0, i);
      rows.fired(last, List.of(next), events, now, _ -> true);
      last = next;
    }
    return last;
  }

  @Test
  void aShortRow_goesAsFastAsItCan() {
    assertEquals(0, rows.waits(behind(TimerRows.FREE + 1, 5_000, 0), 0));
  }

  @Test
  void aLongRow_takesItsTime_andMoreOfItTheMoreEventsItCauses() {
    UUID quiet = behind(TimerRows.FREE + 2, 0, 0);
    assertEquals(TimerRows.PAUSE_NANOS, rows.waits(quiet, 0));
    assertEquals(1, rows.waits(quiet, TimerRows.PAUSE_NANOS - 1));
    assertEquals(0, rows.waits(quiet, TimerRows.PAUSE_NANOS));
    UUID loud = behind(TimerRows.FREE + 2, 1_000, 0);
    assertEquals(1_000 * TimerRows.PAUSE_PER_EVENT_NANOS, rows.waits(loud, 0));
  }

  @Test
  void timersBesideALongRow_doNotWaitForIt() {
    behind(TimerRows.FREE + 2, 1_000, 0);
    assertEquals(0, rows.waits(new UUID(1, 1), 0));
  }

  @Test
  void aRowEnds_whenNothingIsSetForAtOnce() {
    UUID last = behind(TimerRows.FREE + 2, 0, 0);
    rows.fired(last, List.of(), 0, 0, _ -> true);
    assertEquals(0, rows.waits(last, 0));
  }

  @Test
  void forgetsTimersThatWereCancelled_onceThereAreMany() {
    UUID last = behind(TimerRows.FREE + 2, 0, 0);
    for (int i = 0; i < 2_000; i++) {
      rows.fired(new UUID(2, i), List.of(new UUID(3, i)), 0, 0, id -> id.equals(last));
    }
    assertEquals(TimerRows.PAUSE_NANOS, rows.waits(last, 0));
  }
}
