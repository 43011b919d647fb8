package dev.trestle.sdk.desk;

/** Whether a message reached whom it was for. */
public enum DeliveryState {
  /** Nothing had to be sent. */
  NOT_NEEDED,
  PENDING,
  SENT,
  FAILED
}
