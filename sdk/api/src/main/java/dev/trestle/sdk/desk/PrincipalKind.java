package dev.trestle.sdk.desk;

/** What kind of party stands behind a request. */
public enum PrincipalKind {
  /** Nobody has signed in. */
  ANONYMOUS,
  /** A person on the staff. */
  AGENT,
  /** A person at a client company. */
  CONTACT,
  /** A machine that holds an API token. */
  SERVICE,
  /** The desk itself: timers, imports at start-up, the command line on a stopped desk. */
  SYSTEM
}
