package dev.trestle.plugins.tests.reference;

/** What a ticket's status means, whatever a desk calls it. */
enum Category {
  NEW,
  OPEN,
  WAITING_ON_REQUESTER,
  WAITING_ON_THIRD_PARTY,
  SCHEDULED,
  RESOLVED,
  CLOSED;

  boolean ended() {
    return this == RESOLVED || this == CLOSED;
  }
}
