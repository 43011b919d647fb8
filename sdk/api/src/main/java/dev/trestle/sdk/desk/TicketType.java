package dev.trestle.sdk.desk;

/** What kind of work a ticket stands for. */
public enum TicketType {
  /** Something that worked has stopped working. */
  INCIDENT,
  /** Somebody asks for something. */
  SERVICE_REQUEST,
  /** The unknown cause behind incidents. */
  PROBLEM,
  /** A planned alteration. */
  CHANGE,
  /** A piece of work inside another ticket. */
  TASK
}
