package dev.trestle.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told otherwise; it never goes back. */
public final class TestClock implements InstantSource {
  private volatile Instant now;

  TestClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  synchronized void set(Instant time) {
    if (time.isBefore(now)) {
      throw new IllegalArgumentException("it is " + now + " already, and " + time + " is past");
    }
    now = time;
  }

  synchronized void advance(Duration by) {
    set(now.plus(by));
  }
}
