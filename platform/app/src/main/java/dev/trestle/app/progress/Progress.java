package dev.trestle.app.progress;

/** Hears how far one piece of work is. One thread at a time; cheap enough to be told often. */
public interface Progress extends AutoCloseable {
  /** For callers that do not care. */
  Progress SILENT = (done, total, items) -> {};

  /**
   * Work has come this far.
   *
   * @param done how much of {@code total} is done, in whatever the total is measured
   * @param total 0 when nobody knows
   * @param items how many things that is, for the rate
   */
  void at(long done, long total, long items);

  /** As above, where work is measured in the things themselves. */
  default void at(long done, long total) {
    at(done, total, done);
  }

  /** The work has ended, well or not. */
  @Override
  default void close() {}
}
