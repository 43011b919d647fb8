package dev.trestle.host.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the process got of the processors since some moment. */
class ProcessorTimeTest {
  private static final long STEP = 100_000_000;

  private final AtomicLong spent = new AtomicLong(5 * STEP);
  private final ProcessorTime time = new ProcessorTime(spent::get);

  private void passing(int steps, long got) {
    for (int i = 0; i < steps; i++) {
      time.sample(i * STEP);
      spent.addAndGet(got);
    }
  }

  @Test
  void countsFromTheSampleBefore() {
    passing(10, 7);
    assertEquals(70, time.since(0));
    assertEquals(7, time.since(9 * STEP));
    assertEquals(14, time.since(9 * STEP - 1));
  }

  @Test
  void takesOneSampleATime_howeverOftenItIsAsked() {
    for (int i = 0; i < 100; i++) {
      time.sample(i);
      spent.incrementAndGet();
    }
    assertEquals(100, time.since(99));
  }

  @Test
  void knowsNothingOfWhatWasBeforeItsSamples() {
    passing(3000, 7);
    assertEquals(Long.MAX_VALUE, time.since(1900 * STEP));
    assertEquals(7 * 1000, time.since(2000 * STEP));
  }

  @Test
  void readsTheTimeOfThisProcess() {
    ProcessorTime mine = ProcessorTime.ofThisProcess();
    mine.sample(0);
    long first = mine.since(0);
    while (mine.since(0) == first) {
      Thread.onSpinWait();
    }
    assertTrue(mine.since(0) > first);
  }
}
