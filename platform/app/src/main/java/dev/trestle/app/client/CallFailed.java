package dev.trestle.app.client;

import dev.trestle.app.problem.OperatorProblem;
import org.jspecify.annotations.Nullable;

/** The desk could not be asked, or refused; the message says which and what to do. */
public final class CallFailed extends OperatorProblem {
  private static final long serialVersionUID = 1L;

  public CallFailed(String message) {
    this(message, null);
  }

  public CallFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
