package dev.trestle.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
  private static final int IDS = 10_000;

  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2031-03-03T09:00:00Z").toEpochMilli());
  private final TimeOrderedIds ids =
      new TimeOrderedIds(() -> Instant.ofEpochMilli(millis.get()), new SecureRandom());

  private List<UUID> many() {
    List<UUID> given = new ArrayList<>();
    for (int i = 0; i < IDS; i++) {
      given.add(ids.next());
    }
    return given;
  }

  @Test
  void givesIdsInOrder_alsoWithinAMillisecondAndWhenTheClockStepsBack() {
    List<UUID> given = new ArrayList<>(many());
    millis.addAndGet(-5_000);
    given.addAll(many());
    millis.addAndGet(60_000);
    given.addAll(many());
    for (int i = 1; i < given.size(); i++) {
      long before = given.get(i - 1).getMostSignificantBits();
      assertTrue(before < given.get(i).getMostSignificantBits(), "at " + i);
    }
  }

  @Test
  void givesIdsOfVersionSeven_ofWhichNoneSharesItsRandomBits() {
    Set<Long> lows = new HashSet<>();
    for (UUID id : many()) {
      assertEquals(7, id.version());
      assertEquals(2, id.variant());
      lows.add(id.getLeastSignificantBits());
    }
    assertEquals(IDS, lows.size());
  }
}
