package dev.trestle.sdk.schema;

/**
 * The coarse kind of a problem, for branching in clients. Closed: a finer distinction is a code, not
 * a new type.
 */
public enum ProblemType {
  /** The input is wrong in itself; the client fixes the field in the path. */
  INVALID,
  /** No such thing, or not visible to the viewer. */
  NOT_FOUND,
  /** Someone changed it first; the client reloads and asks again. */
  CONFLICT,
  /** A rule says not now; the client does what the message names. */
  PRECONDITION,
  /** Nobody is signed in, and somebody has to be. */
  UNAUTHENTICATED,
  /** The viewer may not. */
  FORBIDDEN,
  /** Too much at once; the client asks for less, or later. */
  LIMIT,
  /** Passing trouble; the client retries with the same operation key. */
  UNAVAILABLE,
  /** A bug of the desk; the client reports the trace id. */
  INTERNAL,
  /** A bug of one plugin; the client reports the trace id. */
  PLUGIN
}
