package dev.trestle.domain.query;

import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which part of a list is wanted: the first or the last so many, after or before a cursor. */
public record PageRequest(boolean forward, int size, @Nullable String cursor) {
  public static final int SIZE_MAX = 200;

  /** Reads the arguments of a connection field; a problem where they do not fit together. */
  public static PageRequest of(
      @Nullable Integer first,
      @Nullable String after,
      @Nullable Integer last,
      @Nullable String before) {
    if ((first == null) == (last == null)) {
      throw new ProblemException(
          ProblemType.INVALID,
          "PAGE_SIZE_REQUIRED",
          "Give either first or last, from 1 to " + SIZE_MAX + ".",
          first == null ? "first" : "last");
    }
    boolean forward = first != null;
    if (forward ? before != null : after != null) {
      throw new ProblemException(
          ProblemType.INVALID,
          "CURSOR_DIRECTION",
          "Use after with first, and before with last.",
          forward ? "before" : "after");
    }
    int size = Objects.requireNonNull(first == null ? last : first);
    if (size < 1 || size > SIZE_MAX) {
      throw new ProblemException(
          ProblemType.INVALID,
          "PAGE_SIZE",
          "Ask for 1 to " + SIZE_MAX + " at once, not " + size + "; page on with cursors.",
          forward ? "first" : "last");
    }
    return new PageRequest(forward, size, forward ? after : before);
  }
}
