package dev.trestle.http;

import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.LiveSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A log of numbered events that subscribers pull from any place, as the desk's log is. */
final class EventTape {
  record Event(int number, String text) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<Event> events = new ArrayList<>();
  private int readers;

  void append(String text) {
    lock.lock();
    try {
      events.add(new Event(events.size() + 1, text));
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return events.size();
    } finally {
      lock.unlock();
    }
  }

  int readers() {
    lock.lock();
    try {
      return readers;
    } finally {
      lock.unlock();
    }
  }

  LiveSource after(int cursor) {
    lock.lock();
    try {
      readers++;
    } finally {
      lock.unlock();
    }
    return new Reader(cursor);
  }

  private final class Reader implements LiveSource {
    private int position;
    private boolean closed;

    Reader(int position) {
      this.position = position;
    }

    @Override
    public @Nullable LiveItem next(Duration timeout) throws InterruptedException {
      lock.lock();
      try {
        long left = timeout.toNanos();
        while (!closed && position >= events.size() && left > 0) {
          left = grown.awaitNanos(left);
        }
        if (closed) {
          return LiveItem.END;
        }
        if (position >= events.size()) {
          return null;
        }
        Event event = events.get(position++);
        return new LiveItem(event, Integer.toString(event.number()));
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          readers--;
          grown.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits until a condition on the tape holds, or fails after half a minute. */
  void await(String what, java.util.function.BooleanSupplier condition) {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(30);
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          throw new AssertionError("waited in vain until " + what);
        }
        long slice = grown.awaitNanos(Math.min(left, 20_000_000));
        left -= 20_000_000 - Math.max(0, slice);
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    } finally {
      lock.unlock();
    }
  }
}
