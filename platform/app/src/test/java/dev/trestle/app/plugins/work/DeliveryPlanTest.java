package dev.trestle.app.plugins.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryPlanTest {
  private static final int WIDTH_MAX = 4;
  private static final long NOW = 1_000;

  private final DeliveryPlan plan = new DeliveryPlan(WIDTH_MAX);
  private int slots;

  /** Adds order keys of a receiver, each called after it. */
  private void waiting(String receiver, int keys) {
    for (int i = 0; i < keys; i++) {
      plan.add(receiver + "/" + i, receiver, NOW, slots++);
    }
  }

  private List<String> begun() {
    List<String> begun = new ArrayList<>();
    for (String key = plan.begin(NOW); key != null; key = plan.begin(NOW)) {
      begun.add(key);
    }
    return begun;
  }

  private void attempted(String key, boolean failed) {
    plan.ended(key, failed);
    plan.done(key);
  }

  @Test
  void beginsNothingBeforeItIsDue_andThenWhatWasDueFirst() {
    plan.add("late", "late", NOW + 1, slots++);
    plan.add("second", "second", NOW, slots++);
    plan.add("first", "first", NOW - 1, slots++);
    assertEquals(List.of("first", "second"), begun());
    assertEquals("late", plan.begin(NOW + 1));
  }

  @Test
  void givesAReceiverMoreAtOnceWithEachSuccess_upToTheMost() {
    waiting("a", 20);
    List<Integer> widths = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      List<String> begun = begun();
      widths.add(begun.size());
      begun.forEach(key -> attempted(key, false));
    }
    assertEquals(List.of(1, 2, 4, 4), widths);
  }

  @Test
  void triesAFailingReceiverLessAndLess_untilOneAtATime() {
    waiting("a", 20);
    for (int round = 0; round < 3; round++) {
      begun().forEach(key -> attempted(key, false));
    }
    List<String> four = begun();
    assertEquals(WIDTH_MAX, four.size());
    four.forEach(key -> attempted(key, true));
    List<String> one = begun();
    assertEquals(1, one.size());
    attempted(one.getFirst(), true);
    assertEquals(1, begun().size());
  }

  @Test
  void letsReceiversTakeTurns_howeverMuchWaitsForOne() {
    waiting("busy", 1_000);
    waiting("quiet", 1);
    assertEquals(List.of("busy/0", "quiet/0"), begun());
  }

  @Test
  void holdsAnOrderKeyBack_untilItsAttemptIsClosed() {
    waiting("a", 1);
    assertEquals(List.of("a/0"), begun());
    plan.ended("a/0", false);
    assertEquals(List.of(), begun());
    plan.goOn("a/0", NOW + 5_000, 0);
    assertNull(plan.begin(NOW));
    assertEquals("a/0", plan.begin(NOW + 5_000));
  }

  @Test
  void forgetsWhatWaits_andKeepsWhatIsBegun() {
    waiting("a", 2);
    waiting("b", 1);
    assertEquals("a/0", plan.begin(NOW));
    plan.forgetWaiting();
    assertTrue(plan.has("a/0"));
    assertFalse(plan.has("a/1"));
    assertNull(plan.begin(NOW));
    plan.add("a/1", "a", NOW, 1);
    assertNull(plan.begin(NOW), "one at a time, until the first has ended");
    attempted("a/0", false);
    assertEquals("a/1", plan.begin(NOW));
    attempted("a/1", false);
    assertFalse(plan.has("a/1"));
  }
}
