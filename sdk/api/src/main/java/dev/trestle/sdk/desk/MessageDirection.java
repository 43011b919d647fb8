package dev.trestle.sdk.desk;

/** Which way a message went. */
public enum MessageDirection {
  /** From outside to the desk. */
  INBOUND,
  /** From the desk to the outside. */
  OUTBOUND,
  /** Inside the desk. */
  INTERNAL
}
