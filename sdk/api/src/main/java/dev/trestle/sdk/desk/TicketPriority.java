package dev.trestle.sdk.desk;

/** How pressing a ticket is, most pressing first. */
public enum TicketPriority {
  URGENT,
  HIGH,
  NORMAL,
  LOW
}
