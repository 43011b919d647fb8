package dev.trestle.store.kernel;

/** Hears how far a replay is. */
@FunctionalInterface
public interface ReplayProgress {
  ReplayProgress SILENT = (done, total) -> {};

  void replayed(long done, long total);
}
