package dev.trestle.app.problem;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something an operator can put right; the message is all there is to say, remedy included. */
public class OperatorProblem extends IOException {
  private static final long serialVersionUID = 1L;

  public OperatorProblem(String message) {
    this(message, null);
  }

  public OperatorProblem(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
