package dev.trestle.store.log;

/** Hears how far a long run over the log has come; called from the running thread. */
@FunctionalInterface
public interface LogProgress {

  /** For callers that do not care. */
  LogProgress NONE = (done, total) -> {};

  void at(long bytesDone, long bytesTotal);
}
