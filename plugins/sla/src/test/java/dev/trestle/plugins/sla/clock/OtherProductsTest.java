package dev.trestle.plugins.sla.clock;

import static dev.trestle.plugins.sla.clock.Story.POLICY;
import static dev.trestle.plugins.sla.clock.Story.hour;
import static dev.trestle.plugins.sla.clock.Story.hours;
import static dev.trestle.plugins.sla.clock.Story.target;
import static dev.trestle.sdk.desk.StatusCategory.OPEN;
import static dev.trestle.sdk.desk.StatusCategory.RESOLVED;
import static dev.trestle.sdk.desk.StatusCategory.WAITING_ON_REQUESTER;
import static dev.trestle.sdk.desk.StatusCategory.WAITING_ON_THIRD_PARTY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What those who come from other products are used to, and with which modes they get it here. */
class OtherProductsTest {
  @Test
  void freshdesk_anotherPriorityIsDueItsOwnSpanAfterTheCreation() {
    Story story = story(Kind.RESOLUTION).is(3, TicketPriority.URGENT);
    assertEquals(hour(4), story.cycles(3.5).getLast().due());
    // And is late at once when that has passed.
    Story late = story(Kind.RESOLUTION).is(5, TicketPriority.URGENT);
    assertEquals(List.of("BREACHED PT5H"), late.told(5));
    assertEquals(hour(4), late.cycles(5).getLast().due());
  }

  @Test
  void glpi_waitingPutsTheDueTimeOffByAsMuch_asOftenAsItWaits() {
    Story story =
        story(Kind.RESOLUTION)
            .is(1, WAITING_ON_REQUESTER)
            .is(3, OPEN)
            .is(4, WAITING_ON_REQUESTER)
            .is(9, OPEN);
    assertEquals(hour(8 + 2 + 5), story.cycles(10).getLast().due());
  }

  @Test
  void itop_timeToOwnEndsWithTheFirstOwner_andTimeToResolveGoesOnAfterAReopening() {
    Story owned = story(Kind.ASSIGNMENT).assigned(2, true).is(3, RESOLVED).is(7, OPEN);
    assertEquals(List.of("MET PT2H"), owned.told(9));
    Story resolved = story(Kind.RESOLUTION).is(2, RESOLVED).is(7, OPEN).is(9, RESOLVED);
    assertEquals(List.of("MET PT4H"), resolved.told(10));
  }

  @Test
  void znuny_theUpdateTimeRunsFromTheFirstUnansweredQuestion_andAnAnswerStopsIt() {
    Story story =
        new Story()
            .policy(POLICY, target(Kind.NEXT_RESPONSE, 8, Set.of(), true))
            .created()
            .in(0)
            .in(3)
            .out(5)
            .in(6)
            .in(10);
    assertEquals(List.of("MET PT5H", "RUNNING PT5H"), story.told(11));
    assertEquals(hour(14), story.cycles(11).getLast().due());
  }

  @Test
  void serviceNow_aRetroactiveStartWithRetroactivePausesCountsAllAnew() {
    Story story =
        new Story()
            .on(OnRetarget.RECOMPUTE)
            .policy(POLICY, target(Kind.RESOLUTION, 8, Set.of(WAITING_ON_THIRD_PARTY), false))
            .created()
            .is(1, WAITING_ON_THIRD_PARTY)
            .is(3, OPEN)
            .is(4, TicketPriority.URGENT);
    assertEquals(List.of("RUNNING PT2H"), story.told(4));
    assertEquals(hour(6), story.cycles(4).getLast().due());
  }

  @Test
  void jira_aReopeningBeginsACycle_andTheFirstKeepsItsBreach() {
    Story story =
        new Story()
            .on(OnReopen.RESTART)
            .policy(POLICY, Kind.RESOLUTION)
            .created()
            .is(9, RESOLVED)
            .is(20, OPEN)
            .is(24, RESOLVED);
    assertEquals(List.of("MISSED PT9H", "MET PT4H"), story.told(30));
  }

  @Test
  void zendesk_workOnHoldIsTheRequestersWaitButNotTheAgentsWork() {
    for (Kind kind : List.of(Kind.REQUESTER_WAIT_TIME, Kind.AGENT_WORK_TIME)) {
      Story story =
          story(kind)
              .is(1, WAITING_ON_THIRD_PARTY)
              .is(3, WAITING_ON_REQUESTER)
              .is(6, OPEN)
              .is(7, RESOLVED);
      long expected = kind == Kind.REQUESTER_WAIT_TIME ? hours(4) : hours(2);
      assertEquals(expected, story.cycles(8).getLast().used(), kind.name());
    }
  }

  @Test
  void zendesk_aPausableUpdateWaitsWithTheRequester_andAPeriodicOneDoesNot() {
    Story pausable = story(Kind.PAUSABLE_UPDATE).out(1).is(2, WAITING_ON_REQUESTER).is(6, OPEN);
    assertEquals(List.of("MET PT1H", "RUNNING PT2H"), pausable.told(7));
    Story periodic = story(Kind.PERIODIC_UPDATE).out(1).is(2, WAITING_ON_REQUESTER).is(6, OPEN);
    assertEquals(List.of("MET PT1H", "RUNNING PT6H"), periodic.told(7));
  }

  @Test
  void zendesk_theNextReplyIsOwedSinceTheOldestQuestion_andPendingDoesNotStopIt() {
    Story story =
        new Story()
            .policy(POLICY, target(Kind.NEXT_RESPONSE, 8, Set.of(), false))
            .created()
            .in(0)
            .out(1)
            .in(3)
            .in(4)
            .is(4, WAITING_ON_REQUESTER)
            .out(6);
    assertEquals(List.of("MET PT3H"), story.told(7));
  }

  @Test
  void zendesk_aPolicyThatAppliesAgainCountsAsIfItHadNeverGone() {
    Story story = new Story().on(OnRetarget.RECOMPUTE).policy(POLICY, Kind.RESOLUTION).created();
    assertEquals(List.of("CANCELLED PT2H"), story.applies(2).told(4));
    assertEquals(List.of("RUNNING PT6H"), story.applies(5, POLICY).told(6));
    assertEquals(hour(8), story.cycles(6).getLast().due());
  }

  @Test
  void freshdesk_timersThatAreOffInTwoStatusesGoOnBehindBoth() {
    Target off =
        target(Kind.RESOLUTION, 8, Set.of(WAITING_ON_REQUESTER, WAITING_ON_THIRD_PARTY), false);
    Story story =
        new Story()
            .policy(POLICY, off)
            .created()
            .is(1, WAITING_ON_REQUESTER)
            .is(2, WAITING_ON_THIRD_PARTY)
            .is(5, OPEN);
    assertEquals(List.of("RUNNING PT2H"), story.told(6));
    assertEquals(hour(12), story.cycles(6).getLast().due());
  }

  @Test
  void freshdesk_everyResponseHasItsOwnTime() {
    Story story = story(Kind.NEXT_RESPONSE).in(0).out(1).in(2).out(4).in(5).out(14).out(15).in(16);
    assertEquals(List.of("MET PT2H", "MISSED PT9H", "RUNNING PT1H"), story.told(17));
  }

  @Test
  void jira_timeToPickUpBeginsAnewWheneverNobodyHoldsTheTicket() {
    Story story = story(Kind.ASSIGNMENT).assigned(2, true).assigned(5, false).assigned(6, true);
    assertEquals(List.of("MET PT2H", "MET PT1H"), story.told(9));
  }

  @Test
  void serviceNow_aConditionThatNoLongerMatchesCancels_andAnotherMatchAttachesAnew() {
    Story story = new Story().on(OnRetarget.RESTART).policy(POLICY, Kind.RESOLUTION).created();
    assertEquals(List.of("CANCELLED PT2H"), story.applies(2).told(4));
    assertEquals(List.of("CANCELLED PT2H", "RUNNING PT1H"), story.applies(5, POLICY).told(6));
    assertEquals(hour(13), story.cycles(6).getLast().due());
  }

  @Test
  void serviceNow_withoutARetroactiveStartTheNewPriorityCountsFromItsChange() {
    Story story =
        new Story()
            .on(OnRetarget.RESTART)
            .policy(POLICY, Kind.RESOLUTION)
            .created()
            .is(3, TicketPriority.URGENT);
    assertEquals(List.of("CANCELLED PT3H", "RUNNING PT1H"), story.told(4));
    assertEquals(hour(7), story.cycles(4).getLast().due());
  }

  @Test
  void otrs_theSolutionTimeRunsOnInPendingStates_unlessTheseSuspendIt() {
    for (boolean suspends : List.of(false, true)) {
      Set<StatusCategory> states = suspends ? Set.of(WAITING_ON_REQUESTER) : Set.of();
      Story story =
          new Story()
              .policy(POLICY, target(Kind.RESOLUTION, 8, states, false))
              .created()
              .is(1, WAITING_ON_REQUESTER)
              .is(4, OPEN);
      assertEquals(hour(suspends ? 11 : 8), story.cycles(5).getLast().due());
    }
  }

  @Test
  void requestTracker_aResponseIsDueAfterAQuestion_andKeepInLoopAfterEachAnswer() {
    Story story =
        new Story()
            .policy(
                POLICY,
                target(Kind.NEXT_RESPONSE, 4, Set.of(), true),
                target(Kind.PERIODIC_UPDATE, 8))
            .created()
            .in(0);
    assertEquals(hour(4), earliestDue(story, 1));
    assertEquals(hour(10), earliestDue(story.out(2), 3));
    assertEquals(hour(9), earliestDue(story.in(5), 5.5));
    assertEquals(hour(14), earliestDue(story.out(6), 7));
  }

  private static long earliestDue(Story story, double now) {
    return story.clocks(now).stream()
        .map(Clock::current)
        .filter(cycle -> !cycle.state().over())
        .mapToLong(Cycle::due)
        .min()
        .orElseThrow();
  }

  private static Story story(Kind kind) {
    return new Story().policy(POLICY, kind).created();
  }
}
