package dev.trestle.app.fuzz;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that is logged as an error meanwhile: a bug may be hidden from clients, not here. */
final class Complaints extends Handler implements AutoCloseable {
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  Complaints() {
    setLevel(Level.SEVERE);
    Logger.getLogger("").addHandler(this);
  }

  Queue<String> heard() {
    return heard;
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      heard.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
    }
  }

  @Override
  public void flush() {
    // Nothing is buffered.
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
