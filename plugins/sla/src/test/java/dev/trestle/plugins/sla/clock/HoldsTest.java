package dev.trestle.plugins.sla.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a clock shows while its ticket is ended, or merged into another. */
class HoldsTest {
  private static final UUID POLICY = new UUID(0, 1);
  private static final long MINUTE = 60_000;

  @Test
  void keepsAMissedResult_whenTheEndedTicketIsMerged() {
    Course course =
        course(
            state(0, StatusCategory.OPEN),
            state(90, StatusCategory.RESOLVED),
            mark(100, Course.Merging.MERGED),
            state(100, StatusCategory.CLOSED));
    assertEquals(ClockState.MISSED, cycle(course, 95).state());
    assertEquals(ClockState.MISSED, cycle(course, 110).state());
  }

  @Test
  void isCancelled_whenTheLiveTicketIsMerged() {
    Course course =
        course(
            state(0, StatusCategory.OPEN),
            mark(10, Course.Merging.MERGED),
            state(10, StatusCategory.CLOSED));
    assertEquals(ClockState.CANCELLED, cycle(course, 20).state());
    assertEquals(10 * MINUTE, cycle(course, 20).used());
  }

  @Test
  void isAClosedTicketsClock_whenTheMergeIsTakenBackButTheTicketStaysClosed() {
    Course course =
        course(
            state(0, StatusCategory.OPEN),
            mark(10, Course.Merging.MERGED),
            state(10, StatusCategory.CLOSED),
            mark(30, Course.Merging.TAKEN_BACK));
    assertEquals(ClockState.MET, cycle(course, 40).state());
  }

  @Test
  void saysForEachTimeOfAHoldWhatHeldIt() {
    Course course =
        course(
            state(0, StatusCategory.OPEN),
            state(10, StatusCategory.RESOLVED),
            mark(20, Course.Merging.MERGED),
            mark(30, Course.Merging.TAKEN_BACK),
            state(40, StatusCategory.OPEN));
    List<Interval> because = cycle(course, 50).because();
    assertEquals(
        List.of(Why.COUNTS, Why.ENDED, Why.MERGED, Why.ENDED, Why.COUNTS),
        because.stream().map(Interval::why).toList());
    assertEquals(20 * MINUTE, cycle(course, 50).used());
  }

  private static Cycle cycle(Course course, long minute) {
    Target target = Target.of(Kind.RESOLUTION, Map.of(TicketPriority.NORMAL, 60 * MINUTE));
    Edition edition =
        new Edition(
            0,
            OnEdit.CONTINUE,
            null,
            OnReopen.CONTINUE,
            OnRetarget.CONTINUE,
            OnMerge.CONTINUE,
            List.of(target));
    Policy policy = new Policy(POLICY, Agreement.CUSTOMER, List.of(edition));
    return Story.clocks(course, id -> policy, id -> WorkingTime.ALWAYS, minute * MINUTE)
        .getFirst()
        .current();
  }

  private static Course course(Course.Entry... entries) {
    return new Course(List.of(entries));
  }

  private static Course.State state(long minute, StatusCategory category) {
    return new Course.State(
        minute * MINUTE, category, TicketPriority.NORMAL, null, false, null, List.of(POLICY));
  }

  private static Course.Mark mark(long minute, Course.Merging merging) {
    return new Course.Mark(minute * MINUTE, merging, 0);
  }
}
