package dev.trestle.domain.log;

import org.jspecify.annotations.Nullable;

/** The family of everything that can go wrong with a commit log. */
public abstract sealed class LogException extends RuntimeException
    permits LogUnavailable, LogDamaged, LogLocked, LogAddressInvalid {

  LogException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
