package dev.trestle.plugins.reminders;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads when something is wanted: at a time, or after a span from now. */
final class DueTime {
  static final Duration AHEAD_MAX = Duration.ofDays(3653);

  private DueTime() {}

  /** The time that exactly one of the two says; null after a refusal. */
  static @Nullable Instant required(
      Draft draft, @Nullable Instant at, String atName, @Nullable Duration after) {
    if ((at == null) == (after == null)) {
      draft.refuse(
          ProblemType.INVALID,
          "REMINDER_TIME_REQUIRED",
          "Give either " + atName + " or after.",
          "input",
          at == null ? atName : "after");
      return null;
    }
    return optional(draft, at, atName, after);
  }

  /** The time that one of the two says; null when neither does, and after a refusal. */
  static @Nullable Instant optional(
      Draft draft, @Nullable Instant at, String atName, @Nullable Duration after) {
    if (at == null && after == null) {
      return null;
    }
    String[] path = {"input", at == null ? "after" : atName};
    Instant latest = draft.now().plus(AHEAD_MAX);
    Instant due = at;
    if (due == null && after != null) {
      due = after.compareTo(AHEAD_MAX) > 0 ? Instant.MAX : draft.now().plus(after);
    }
    if (due != null && !due.isAfter(draft.now())) {
      draft.refuse(ProblemType.INVALID, "REMINDER_TIME_PAST", "Choose a time in the future.", path);
      return null;
    }
    if (due != null && due.isAfter(latest)) {
      draft.refuse(
          ProblemType.INVALID,
          "REMINDER_TIME_TOO_FAR",
          "Choose a time within the next ten years.",
          path);
      return null;
    }
    return due;
  }
}
