package dev.trestle.domain.search;

/** The given cursor was not handed out by a search. */
public final class SearchCursorRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public SearchCursorRefused(String message) {
    super(message);
  }
}
