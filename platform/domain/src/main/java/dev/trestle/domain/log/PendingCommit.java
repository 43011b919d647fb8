package dev.trestle.domain.log;

/** A commit on its way to disk. */
public interface PendingCommit {

  /** The sequence number given to it. */
  long sequence();

  /** The address where its payload's first byte will stand. */
  long payloadAddress();

  /**
   * Blocks until the commit is on disk. Friendly to virtual threads; any number may wait.
   *
   * @throws LogUnavailable when its group failed. Until {@link CommitLog#tryRecover} succeeded the
   *     bytes may still turn up after a crash; after that they are gone for good.
   */
  void await();
}
