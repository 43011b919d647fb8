package dev.trestle.store.blobs;

import org.jspecify.annotations.Nullable;

/** A blob could not be taken in or read, for a reason the caller can tell apart. */
public final class BlobRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Reason {
    /** More bytes than one blob may have. */
    TOO_LARGE,
    /** No space left; nothing of the blob is left behind. */
    DISK_FULL,
    /** The disk failed; nothing of the blob is left behind where that could be helped. */
    DISK_FAILED,
    /** There is no blob of this name. */
    MISSING,
    /** The bytes no longer are what the name says. */
    DAMAGED
  }

  private final Reason reason;

  BlobRefused(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
