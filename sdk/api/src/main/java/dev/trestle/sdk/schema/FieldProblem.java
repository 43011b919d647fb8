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
  private final @Nullable String plugin;

  public FieldProblem(ProblemType type, String code, String message) {
    this(type, code, message, null);
  }

  /**
   * @param code the fine reason in capitals with underscores; owned by whoever throws, never reused
   * @param message one sentence for a person
   * @param remedy what the client can do about it; null when the message already says so
   */
  public FieldProblem(ProblemType type, String code, String message, @Nullable String remedy) {
    this(type, code, message, remedy, null);
  }

  private FieldProblem(
      ProblemType type,
      String code,
      String message,
      @Nullable String remedy,
      @Nullable String plugin) {
    super(message, null, false, false);
    this.type = Objects.requireNonNull(type);
    this.code = Objects.requireNonNull(code);
    this.remedy = remedy;
    this.plugin = plugin;
  }

  /**
   * The same problem as the fault of a plugin, whose id the answer names. The desk says so of what
   * a plugin throws; who throws need not.
   */
  public FieldProblem ofPlugin(String pluginId) {
    return new FieldProblem(type, code, sentence(), remedy, Objects.requireNonNull(pluginId));
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

  /** The id of the plugin whose fault it is; null when it is none's. */
  public @Nullable String plugin() {
    return plugin;
  }

  /** The sentence for the client; never null here, unlike {@link #getMessage()} in general. */
  public String sentence() {
    return Objects.requireNonNull(getMessage());
  }
}
