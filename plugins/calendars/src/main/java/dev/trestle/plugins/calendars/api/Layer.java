package dev.trestle.plugins.calendars.api;

/** Where a ticket's calendar may come from; the first that has one decides. */
public enum Layer {
  /** The ticket's site: where the work is wanted. */
  SITE,
  /** The ticket's company: what its agreement says. */
  COMPANY,
  /** The team that holds the ticket. */
  TEAM,
  /** The queue that the ticket is in. */
  QUEUE,
  /** The desk's standard calendar, which there always is. */
  STANDARD
}
