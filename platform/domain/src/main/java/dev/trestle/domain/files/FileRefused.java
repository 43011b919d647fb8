package dev.trestle.domain.files;

import org.jspecify.annotations.Nullable;

/** Says that a file cannot be taken in or handed out, with a reason a client can act on. */
public final class FileRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why; each reason is one status code and one error code at the door. */
  public enum Reason {
    /** No such file, or none the viewer may see. */
    NOT_FOUND,
    /** The viewer may not do this. */
    FORBIDDEN,
    /** Larger than the desk takes. */
    TOO_LARGE,
    /** The name, the type or the length is not usable. */
    INVALID,
    /** The disk is full: free space, then send the file again. */
    DISK_FULL,
    /** The disk failed in another way. */
    UNAVAILABLE
  }

  private final Reason reason;

  public FileRefused(Reason reason, String message) {
    this(reason, message, null);
  }

  public FileRefused(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
