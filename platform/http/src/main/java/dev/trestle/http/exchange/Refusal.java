package dev.trestle.http.exchange;

import dev.trestle.sdk.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an error before, or instead of, being carried out. Carries no
 * stack trace: it describes the request, not the code.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final ProblemType type;
  private final String code;
  private final String remedy;
  private final @Nullable String headerName;
  private final @Nullable String headerValue;

  /**
   * @param status the HTTP status code
   * @param code the fine reason in capitals with underscores
   * @param message one sentence for a person, without anything secret
   * @param remedy what the client can do
   */
  public Refusal(int status, ProblemType type, String code, String message, String remedy) {
    this(status, type, code, message, remedy, null, null);
  }

  private Refusal(
      int status,
      ProblemType type,
      String code,
      String message,
      String remedy,
      @Nullable String headerName,
      @Nullable String headerValue) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.code = code;
    this.remedy = remedy;
    this.headerName = headerName;
    this.headerValue = headerValue;
  }

  /** The same refusal with a header that belongs to its status, such as Retry-After. */
  public Refusal with(String name, String value) {
    return new Refusal(status, type, code, sentence(), remedy, name, value);
  }

  public int status() {
    return status;
  }

  public ProblemType type() {
    return type;
  }

  public String code() {
    return code;
  }

  public String remedy() {
    return remedy;
  }

  public String sentence() {
    String message = getMessage();
    return message == null ? code : message;
  }

  public @Nullable String headerName() {
    return headerName;
  }

  public @Nullable String headerValue() {
    return headerValue;
  }
}
