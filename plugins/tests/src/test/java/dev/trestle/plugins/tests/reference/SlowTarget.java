package dev.trestle.plugins.tests.reference;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One promise of a policy.
 *
 * @param ticksByPriority the time allowed; a priority that is missing has no such clock
 */
record SlowTarget(
    Map<Integer, Long> ticksByPriority,
    Set<Category> pausesIn,
    List<SlowStep> steps,
    boolean startsWithRequest,
    int atRiskShare) {

  /** Whether time of a ticket of this category counts, by the table of the kinds. */
  boolean counts(Kind kind, Category category) {
    return switch (kind) {
      case PERIODIC_UPDATE, ASSIGNMENT -> !category.ended();
      case AGENT_WORK_TIME -> category == Category.NEW || category == Category.OPEN;
      case REQUESTER_WAIT_TIME -> !category.ended() && category != Category.WAITING_ON_REQUESTER;
      case SUPPLIER -> category == Category.WAITING_ON_THIRD_PARTY;
      case FIRST_RESPONSE, NEXT_RESPONSE, PAUSABLE_UPDATE, RESOLUTION, TEAM_OWNERSHIP ->
          !category.ended() && !pausesIn.contains(category);
    };
  }

  Set<Category> categoriesCounted(Kind kind) {
    Set<Category> counted = EnumSet.allOf(Category.class);
    counted.removeIf(category -> !counts(kind, category));
    return counted;
  }
}
