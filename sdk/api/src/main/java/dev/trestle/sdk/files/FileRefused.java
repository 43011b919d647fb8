package dev.trestle.sdk.files;

import dev.trestle.sdk.promise.Experimental;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says why a file was not stored or cannot be read. */
@Experimental(since = "0.1.0")
public final class FileRefused extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is in the way. */
  public enum Reason {
    /** It has more bytes than the desk takes; it never will. */
    TOO_LARGE,
    /** The disk is full; it may work later. */
    DISK_FULL,
    /** The disk failed in another way; it may work later. */
    UNAVAILABLE,
    /** There is no such file, or none that the plugin may read. */
    NOT_FOUND
  }

  private final Reason reason;

  public FileRefused(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
