package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.util.List;

/**
 * What came of a step with credentials.
 *
 * @param <T> what is handed out when it was done; committed by then
 */
public sealed interface CredentialAnswer<T> {
  record Done<T>(T value) implements CredentialAnswer<T> {}

  /**
   * Not done.
   *
   * @param problems all reasons; clients are shown them even where their type stands for the whole
   *     request
   */
  record Refused<T>(List<Problem> problems) implements CredentialAnswer<T> {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /** What was handed out or refused, by kind: tokens and secrets are never printed. */
  static <T> CredentialAnswer<T> done(T value) {
    return new Done<>(value);
  }

  static <T> CredentialAnswer<T> refused(
      ProblemType type, String code, String message, String... path) {
    return new Refused<>(List.of(Problem.of(type, code, message, path)));
  }

  private static String comeBack(long millis) {
    return millis <= 0 ? "" : " Try again in " + (millis + 999) / 1000 + " s.";
  }

  /** The refusal of a password or code: one answer, whatever was wrong with it. */
  static <T> CredentialAnswer<T> refused(RefusalReason reason, long retryAfterMillis) {
    if (reason.limit()) {
      Problem limit =
          Problem.of(
              ProblemType.LIMIT, reason.code(), reason.sentence() + comeBack(retryAfterMillis));
      return new Refused<>(
          List.of(
              retryAfterMillis <= 0 ? limit : limit.waiting(Duration.ofMillis(retryAfterMillis))));
    }
    if (reason == RefusalReason.INVALID_CREDENTIALS) {
      return refused(
          ProblemType.UNAUTHENTICATED,
          "SIGN_IN_REFUSED",
          "Address, password or code is not right, or this person may not sign in.");
    }
    return refused(ProblemType.UNAUTHENTICATED, reason.code(), reason.sentence());
  }
}
