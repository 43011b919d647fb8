package dev.trestle.domain.log;

import org.jspecify.annotations.Nullable;

/** The log cannot take this write now; reading goes on. */
public final class LogUnavailable extends LogException {

  /** Why, for machines. */
  public enum Reason {
    /** The disk has no room; free some, then {@link CommitLog#tryRecover}. */
    DISK_FULL,
    /** The disk refused a write or an fsync; repair it, then {@link CommitLog#tryRecover}. */
    IO_ERROR,
    /** The log is closed. */
    CLOSED,
    /** Too many commits wait for the disk; ask again later. */
    QUEUE_FULL,
    /** The payload is larger than one commit may be; ask for less. */
    TOO_LARGE
  }

  private final Reason reason;

  public LogUnavailable(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
