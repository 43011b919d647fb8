package dev.trestle.app.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Prints a line every few seconds, for logs and pipes; short work prints only its end. */
final class LineProgress implements Progress {
  private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();

  private final String task;
  private final Pace pace;
  private final PrintStream out;
  private final LongSupplier nanoClock;
  private long printed;
  private long items;
  private boolean closed;

  LineProgress(String task, ProgressUnit unit, PrintStream out, LongSupplier nanoClock) {
    this.task = task;
    this.out = out;
    this.nanoClock = nanoClock;
    this.printed = nanoClock.getAsLong();
    this.pace = new Pace(unit, printed);
  }

  @Override
  public void at(long done, long total, long itemsDone) {
    items = itemsDone;
    long now = nanoClock.getAsLong();
    if (now - printed >= EVERY_NANOS) {
      printed = now;
      out.println(task + ": " + pace.words(done, total, itemsDone, now));
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      out.println(task + ": " + pace.summary(items, nanoClock.getAsLong()));
    }
  }
}
