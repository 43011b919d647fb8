package dev.trestle.sdk.problem;

/** What a client can do about a problem; closed, so that clients may branch on it. */
public enum ProblemType {
  /** The input is wrong in itself: fix the field in {@code path}. */
  INVALID,
  /** No such thing, or not visible to this viewer. */
  NOT_FOUND,
  /** Someone changed it first: reload and ask again. */
  CONFLICT,
  /** A rule says not now: do what the message names. */
  PRECONDITION,
  /** Nobody is signed in, or the credential is no longer good. */
  UNAUTHENTICATED,
  /** Signed in, but not allowed. */
  FORBIDDEN,
  /** Too much at once: ask for less, or later. */
  LIMIT,
  /** Passing trouble: repeat with the same operation key. */
  UNAVAILABLE,
  /** A fault of the desk: report the trace id. */
  INTERNAL,
  /** A fault of the named plugin. */
  PLUGIN;

  /**
   * True for problems that stand in a payload's {@code userErrors}; the others are top-level
   * errors.
   */
  public boolean inPayload() {
    return switch (this) {
      case INVALID, NOT_FOUND, CONFLICT, PRECONDITION -> true;
      case UNAUTHENTICATED, FORBIDDEN, LIMIT, UNAVAILABLE, INTERNAL, PLUGIN -> false;
    };
  }
}
