package dev.trestle.sdk.desk;

/** Who may read a message. */
public enum MessageKind {
  /** Public: everybody who sees the ticket. */
  COMMENT,
  /** Internal: only readers with the permission {@code note.read}. */
  NOTE
}
