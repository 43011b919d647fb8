package dev.trestle.domain.log;

import org.jspecify.annotations.Nullable;

/** Another process, or another log in this one, has the directory open. */
public final class LogLocked extends LogException {

  public LogLocked(String directory, @Nullable Throwable cause) {
    super(
        "The commit log in " + directory + " is in use by another process; stop that one first.",
        cause);
  }
}
