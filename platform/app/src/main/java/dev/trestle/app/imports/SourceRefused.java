package dev.trestle.app.imports;

import dev.trestle.app.problem.OperatorProblem;
import org.jspecify.annotations.Nullable;

/** The file as a whole cannot be imported; the message is one sentence for the operator. */
public final class SourceRefused extends OperatorProblem {
  private static final long serialVersionUID = 1L;

  SourceRefused(String message) {
    this(message, null);
  }

  SourceRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
