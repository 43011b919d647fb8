package dev.trestle.domain.record;

/** Where a delivery stands. */
public enum OutboxState {
  PENDING,
  DELIVERED,
  /** Given up after the last attempt; kept until somebody replays or dismisses it. */
  DEAD
}
