package dev.trestle.plugins.tests.reference;

/** What a target promises. */
enum Kind {
  FIRST_RESPONSE,
  NEXT_RESPONSE,
  PERIODIC_UPDATE,
  PAUSABLE_UPDATE,
  AGENT_WORK_TIME,
  REQUESTER_WAIT_TIME,
  RESOLUTION,
  TEAM_OWNERSHIP,
  ASSIGNMENT,
  SUPPLIER;

  /** Whether a policy says in which categories this kind pauses. */
  boolean pausesAsThePolicySays() {
    return switch (this) {
      case FIRST_RESPONSE, NEXT_RESPONSE, PAUSABLE_UPDATE, RESOLUTION, TEAM_OWNERSHIP -> true;
      case PERIODIC_UPDATE, AGENT_WORK_TIME, REQUESTER_WAIT_TIME, ASSIGNMENT, SUPPLIER -> false;
    };
  }

  /** Whether a merge can put the older ticket's time before such a cycle. */
  boolean beginsAtTheCreation() {
    return switch (this) {
      case FIRST_RESPONSE,
          PERIODIC_UPDATE,
          PAUSABLE_UPDATE,
          AGENT_WORK_TIME,
          REQUESTER_WAIT_TIME,
          RESOLUTION ->
          true;
      case NEXT_RESPONSE, TEAM_OWNERSHIP, ASSIGNMENT, SUPPLIER -> false;
    };
  }

  /** Whether an answer to the customer ends such a cycle. */
  boolean endsWithAnAnswer() {
    return switch (this) {
      case FIRST_RESPONSE, NEXT_RESPONSE, PERIODIC_UPDATE, PAUSABLE_UPDATE -> true;
      case AGENT_WORK_TIME, REQUESTER_WAIT_TIME, RESOLUTION, TEAM_OWNERSHIP, ASSIGNMENT, SUPPLIER ->
          false;
    };
  }
}
