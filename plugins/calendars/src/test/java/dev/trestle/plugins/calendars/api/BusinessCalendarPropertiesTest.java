package dev.trestle.plugins.calendars.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules by chance; the seed is the test's name, and replays it. */
class BusinessCalendarPropertiesTest {
  private static final long MINUTE = SlowCalendar.MINUTE;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final int SPLITS = 40;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyMinuteIsJudgedAsTheRulesSay(long seed) {
    RandomRules random = new RandomRules(seed);
    BusinessCalendar calendar = BusinessCalendar.of(random.editions);
    SlowCalendar slow = new SlowCalendar(random.editions);
    long from = random.centre - 4 * DAY;
    long open = 0;
    for (long at = from; at < random.centre + 4 * DAY; at += MINUTE) {
      boolean expected = slow.isOpen(at);
      assertEquals(expected, calendar.isOpen(at), () -> "open in seed " + seed);
      assertEquals(open, calendar.between(from, at), "counted");
      if (expected) {
        assertEquals(at + MINUTE, calendar.add(from, open + MINUTE), "due");
      }
      open += expected ? MINUTE : 0;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void additionAndDifferenceAreAdditive(long seed) {
    RandomRules random = new RandomRules(seed);
    BusinessCalendar calendar = BusinessCalendar.of(random.editions);
    for (int i = 0; i < SPLITS; i++) {
      long a = random.near();
      long b = random.near();
      long c = random.near();
      assertEquals(calendar.between(a, c), calendar.between(a, b) + calendar.between(b, c));
      long x = Math.abs(b - c) / 3;
      long y = Math.abs(a - c) / 3;
      assertEquals(calendar.add(a, x + y), calendar.add(calendar.add(a, x), y));
      assertEquals(calendar.add(a, -x - y), calendar.add(calendar.add(a, -x), -y));
      checkAdded(calendar, a, x + 1);
      checkAdded(calendar, a, -y - 1);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void stretchesTileTheTime_andTheirOpenOnesSumUp(long seed) {
    RandomRules random = new RandomRules(seed);
    BusinessCalendar calendar = BusinessCalendar.of(random.editions);
    for (int i = 0; i < SPLITS; i++) {
      long from = random.near();
      long until = from + Math.abs(random.near() - from) + 1;
      List<Stretch> stretches = calendar.stretches(from, until);
      assertEquals(from, stretches.getFirst().fromMillis());
      assertEquals(until, stretches.getLast().untilMillis());
      long open = 0;
      for (int k = 0; k < stretches.size(); k++) {
        Stretch stretch = stretches.get(k);
        assertTrue(k == 0 || stretches.get(k - 1).untilMillis() == stretch.fromMillis());
        assertEquals(stretch.open(), calendar.isOpen(stretch.fromMillis()));
        assertEquals(stretch.reason(), calendar.reasonAt(stretch.untilMillis() - 1));
        open += stretch.open() ? stretch.lengthMillis() : 0;
      }
      assertEquals(calendar.between(from, until), open);
      checkEdges(calendar, from);
    }
  }

  @Test
  @Tag("long")
  void allOfItHolds_forManyMoreSeeds() {
    for (long seed = 1_000; seed < 21_000; seed++) {
      everyMinuteIsJudgedAsTheRulesSay(seed);
      additionAndDifferenceAreAdditive(seed);
      stretchesTileTheTime_andTheirOpenOnesSumUp(seed);
    }
  }

  private static void checkAdded(BusinessCalendar calendar, long from, long span) {
    long reached = calendar.add(from, span);
    if (reached == BusinessCalendar.NEVER) {
      assertTrue(calendar.between(from, BusinessCalendar.LATEST) < span);
    } else if (reached == BusinessCalendar.NEVER_BEFORE) {
      assertTrue(calendar.between(from, BusinessCalendar.EARLIEST) > span);
    } else {
      assertEquals(span, calendar.between(from, reached));
      // What was used up last lies directly before, and so do opening times when counting back.
      assertTrue(calendar.isOpen(span > 0 ? reached - 1 : reached));
    }
  }

  private static void checkEdges(BusinessCalendar calendar, long at) {
    long opening = calendar.nextOpening(at);
    if (opening != BusinessCalendar.NEVER) {
      assertTrue(calendar.isOpen(opening));
      assertEquals(0, calendar.between(at, opening));
      long closing = calendar.nextClosing(at);
      if (closing != BusinessCalendar.NEVER) {
        assertTrue(!calendar.isOpen(closing) && calendar.isOpen(closing - 1));
        assertEquals(closing - opening, calendar.between(at, closing));
      }
    }
    long closed = calendar.previousClosing(at);
    if (closed != BusinessCalendar.NEVER_BEFORE) {
      assertTrue(calendar.isOpen(closed - 1));
      assertEquals(0, calendar.between(closed, at));
    }
  }
}
