package dev.trestle.domain.search;

/** What kinds of things a search finds. */
public enum SearchType {
  TICKET,
  MESSAGE
}
