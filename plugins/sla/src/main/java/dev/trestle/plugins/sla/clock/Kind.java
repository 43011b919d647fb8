package dev.trestle.plugins.sla.clock;

import dev.trestle.sdk.desk.StatusCategory;
import java.util.Set;

/** What is promised. */
public enum Kind {
  /** The first public word of staff, since the creation. */
  FIRST_RESPONSE,
  /** An answer to a word from outside. */
  NEXT_RESPONSE,
  /** A public word of staff at least this often. */
  PERIODIC_UPDATE,
  /** The same, except while it is paused. */
  PAUSABLE_UPDATE,
  /** The time that staff have the ticket in hand. */
  AGENT_WORK_TIME,
  /** The time that the requester waits for the desk or for those the desk waits for. */
  REQUESTER_WAIT_TIME,
  /** The end of the ticket. */
  RESOLUTION,
  /** The time that one team keeps the ticket. */
  TEAM_OWNERSHIP,
  /** Somebody who takes the ticket. */
  ASSIGNMENT,
  /** The time that a supplier has the ticket in hand. */
  SUPPLIER;

  /** Where a cycle pauses unless the target says otherwise. */
  public Set<StatusCategory> pausesUsually() {
    return switch (this) {
      case FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION -> Set.of(StatusCategory.WAITING_ON_REQUESTER);
      case PAUSABLE_UPDATE -> Set.of(StatusCategory.WAITING_ON_REQUESTER, StatusCategory.SCHEDULED);
      case TEAM_OWNERSHIP ->
          Set.of(StatusCategory.WAITING_ON_REQUESTER, StatusCategory.WAITING_ON_THIRD_PARTY);
      case PERIODIC_UPDATE, AGENT_WORK_TIME, REQUESTER_WAIT_TIME, ASSIGNMENT, SUPPLIER -> Set.of();
    };
  }

  /** Whether a target may say where it pauses. */
  public boolean pausesByChoice() {
    return switch (this) {
      case FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION, PAUSABLE_UPDATE, TEAM_OWNERSHIP -> true;
      case PERIODIC_UPDATE, AGENT_WORK_TIME, REQUESTER_WAIT_TIME, ASSIGNMENT, SUPPLIER -> false;
    };
  }

  /** Whether the ticket's life as a whole is measured, from its creation on. */
  boolean beginsAtCreation() {
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

  /** Whether time counts while the ticket has this category. */
  boolean counts(StatusCategory category, Set<StatusCategory> pausesIn) {
    return category.open()
        && switch (this) {
          case FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION, PAUSABLE_UPDATE, TEAM_OWNERSHIP ->
              !pausesIn.contains(category);
          case PERIODIC_UPDATE, ASSIGNMENT -> true;
          case AGENT_WORK_TIME -> category == StatusCategory.NEW || category == StatusCategory.OPEN;
          case REQUESTER_WAIT_TIME -> category != StatusCategory.WAITING_ON_REQUESTER;
          case SUPPLIER -> category == StatusCategory.WAITING_ON_THIRD_PARTY;
        };
  }
}
