package dev.trestle.plugins.commitments.api;

/**
 * The events of which other plugins may want to hear. Each stands in the ticket's history once, and
 * names its true time in the field {@code at} where it may be told late.
 */
public final class CommitmentEvents {
  /** Something on a ticket may come later than promised; fields why, what, dueAt, at. */
  public static final String AT_RISK = "TicketAtRisk";

  /** A promised time passed; fields what, at, and notice: TOLD, WAIVED or NONE. */
  public static final String BREACHED = "PromiseBreached";

  /** The customer was owed a word and got none; field at. */
  public static final String UPDATE_MISSED = "UpdateMissed";

  /** The customer asked after that; fields at, by, times. */
  public static final String CHASED = "TicketChased";

  /** A ticket joined the crack list; fields why, since, at. */
  public static final String SILENT = "TicketFellSilent";

  /** A text to a customer became a public comment. */
  public static final String NOTICE_SENT = "CustomerNoticeSent";

  private CommitmentEvents() {}
}
