package dev.trestle.sdk.schema;

import dev.trestle.sdk.problem.ProblemType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one exception by which a field says, in words meant for the client, why it has no value. The
 * field becomes null and the answer's top-level {@code errors} gain an entry with the type, the
 * code, the message, the remedy and the field's path. A batch may also return one in place of a
 * single value, so that one element's trouble does not take the others with it.
 *
 * <p>Every other exception from a field is treated as a bug: the client sees only a trace id. It
 * carries no stack trace, because it describes the request and not the code.
 */
public final class FieldProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final String code;
  private final @Nullable String remedy;

  public FieldProblem(ProblemType type, String code, String message) {
    this(type, code, message, null);
  }

  /**
   * @param code the fine reason in capitals with underscores; owned by whoever throws, never reused
   * @param message one sentence for a person
   * @param remedy what the client can do about it; null when the message already says so
   */
  public FieldProblem(ProblemType type, String code, String message, @Nullable String remedy) {
    super(message, null, false, false);
    this.type = Objects.requireNonNull(type);
    this.code = Objects.requireNonNull(code);
    this.remedy = remedy;
  }

  public ProblemType type() {
    return type;
  }

  public String code() {
    return code;
  }

  public @Nullable String remedy() {
    return remedy;
  }

  /** The sentence for the client; never null here, unlike {@link #getMessage()} in general. */
  public String sentence() {
    return Objects.requireNonNull(getMessage());
  }
}
