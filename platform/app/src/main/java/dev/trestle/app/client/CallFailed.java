package dev.trestle.app.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The desk could not be asked, or refused; the message says which and what to do. */
public final class CallFailed extends IOException {
  private static final long serialVersionUID = 1L;

  public CallFailed(String message) {
    this(message, null);
  }

  public CallFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
