package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Promise.PROMISES;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Team;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What inputs name, found or refused. */
final class Asked {
  static final int TEXT_MAX = 500;
  private static final int YEARS_MAX = 10;

  private Asked() {}

  /** The index refuses a name that is taken too, but cannot say which field it was. */
  static void taken(Draft draft, String code, String what) {
    draft.refuse(
        ProblemType.CONFLICT,
        code,
        "Another " + what + ", which may be archived, has this name. Choose another one.",
        "input",
        "name");
  }

  static void invalid(Draft draft, String code, String message, String field) {
    draft.refuse(ProblemType.INVALID, code, message, "input", field);
  }

  /** The ticket, if the viewer may see it; else null after a refusal. */
  static @Nullable Ticket ticket(Draft draft, UUID id) {
    Ticket ticket = draft.snapshot().ticket(id, draft.viewer());
    if (ticket == null) {
      draft.refuse(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such ticket, or you may not see it.",
          "input",
          "ticketId");
    }
    return ticket;
  }

  /** The promise, if the viewer may see its ticket; else null after a refusal. */
  static @Nullable Promise promise(Draft draft, UUID id, @Nullable Integer expected) {
    Promise promise = draft.snapshot().records(PROMISES).get(id);
    if (promise == null || draft.snapshot().ticket(promise.ticketId(), draft.viewer()) == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such promise.", "input", "promiseId");
      return null;
    }
    draft.expect(promise, expected);
    return draft.refused() ? null : promise;
  }

  /** A text without its outer blanks; refused when it is empty or too long. */
  static String text(Draft draft, @Nullable String given, int max, String field) {
    String text = given == null ? "" : given.strip();
    if (text.isEmpty() || text.length() > max) {
      invalid(draft, "COMMITMENT_TEXT_INVALID", "Say it in 1 to " + max + " characters.", field);
    }
    return text;
  }

  /** A text that may be left out; refused when it is too long. */
  static @Nullable String note(Draft draft, @Nullable String given, String field) {
    if (given == null || given.isBlank()) {
      return null;
    }
    return text(draft, given, TEXT_MAX, field);
  }

  /** The one of a time and a span that was given, as a time; else null after a refusal. */
  static @Nullable Instant due(Draft draft, @Nullable Instant at, @Nullable Duration after) {
    if ((at == null) == (after == null)) {
      invalid(draft, "COMMITMENT_TIME_MISSING", "Give exactly one of dueAt and after.", "dueAt");
      return null;
    }
    String field = at == null ? "after" : "dueAt";
    Instant end = draft.now().atOffset(ZoneOffset.UTC).plusYears(YEARS_MAX).toInstant();
    try {
      Instant due = at == null ? draft.now().plus(after) : at;
      if (due.isAfter(draft.now()) && !due.isAfter(end)) {
        return due;
      }
    } catch (DateTimeException | ArithmeticException beyondTime) {
      // No calendar reaches that far: refused below like any other time beyond ten years.
    }
    invalid(
        draft,
        "COMMITMENT_TIME_INVALID",
        "Give a time in the future, at most ten years ahead.",
        field);
    return null;
  }

  static void agent(Draft draft, @Nullable UUID id, String field) {
    Agent agent = draft.snapshot().agent(id);
    if (id != null && (agent == null || !agent.active())) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such active agent.", "input", field);
    }
  }

  static void team(Draft draft, @Nullable UUID id, String field) {
    Team team = draft.snapshot().team(id);
    if (id != null && (team == null || team.archived())) {
      draft.refuse(ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such team.", "input", field);
    }
  }
}
