package dev.trestle.app.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Draws a bar. The words beside it are ours, so that bar and lines say the same. */
final class BarProgress implements Progress {
  private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();
  // The library's own timer shall not redraw between our clock's steps.
  private static final int NEVER_MILLIS = Integer.MAX_VALUE;

  private final ProgressBar bar;
  private final Pace pace;
  private final LongSupplier nanoClock;
  private long drawn;
  private volatile long items;
  private volatile long done;
  private volatile long total;

  BarProgress(
      String task, ProgressUnit unit, PrintStream out, int columns, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.drawn = nanoClock.getAsLong();
    this.pace = new Pace(unit, drawn);
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .continuousUpdate()
            .setInitialMax(1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(NEVER_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(out, columns))
            .setRenderer((state, width) -> line(task, width))
            .build();
  }

  @Override
  public void at(long doneNow, long totalNow, long itemsNow) {
    done = doneNow;
    total = totalNow;
    items = itemsNow;
    long now = nanoClock.getAsLong();
    if (now - drawn >= EVERY_NANOS) {
      drawn = now;
      bar.refresh();
    }
  }

  private String line(String task, int width) {
    String words = pace.words(done, total, items, nanoClock.getAsLong());
    int room = width - task.length() - words.length() - 5;
    if (room < 5) {
      return task + ": " + words;
    }
    int filled = total > 0 ? (int) Math.min(room, room * done / total) : 0;
    return task + " [" + "=".repeat(filled) + " ".repeat(room - filled) + "] " + words;
  }

  @Override
  public void close() {
    bar.close();
  }
}
