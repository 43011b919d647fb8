package dev.trestle.domain.search;

import org.jspecify.annotations.Nullable;

/** The index cannot serve the call now; the desk goes on without it. */
public final class SearchUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Reason {
    /** The index is closed. */
    CLOSED,
    /** Files of the index are damaged; a rebuild helps. */
    DAMAGED,
    /** Indexing stopped, for example on a full disk; a reopen helps once the cause is gone. */
    INDEXING_FAILED,
    /**
     * Entries between the indexed ones and those fed are missing; feed from the indexed sequence.
     */
    GAP,
    /** The feeder is behind; try again. */
    LAGGING,
    /** Another process holds the index. */
    LOCKED
  }

  private final Reason reason;

  public SearchUnavailable(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
