package dev.trestle.domain.log;

/**
 * Hears from the log's writer thread; must be quick and must not throw. A listener that throws
 * breaks the log, because nobody could say any more what was published.
 */
public interface LogListener {

  /** Everything up to this number is on disk now. In order, after fsync, before waiters wake. */
  void durable(long sequence);

  /**
   * A group failed, and with it everything queued from this number on; waiters wake afterwards.
   * Once per failed group. {@link CommitLog#enqueue} refuses until {@link CommitLog#tryRecover}.
   */
  default void failed(long firstFailedSequence, LogUnavailable cause) {}
}
