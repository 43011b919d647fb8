package dev.trestle.plugins.sla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Course.Entry;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourseCodecTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsWhatItWrote(long seed) {
    Random random = new Random(seed);
    List<Entry> entries = new ArrayList<>();
    long at = 1_900_000_000_000L;
    entries.add(state(random, at));
    for (int i = 0; i < 20; i++) {
      at += random.nextInt(4) * (long) random.nextInt(100_000_000);
      entries.add(
          switch (random.nextInt(3)) {
            case 0 -> state(random, at);
            case 1 -> new Course.Word(at, random.nextBoolean());
            default ->
                new Course.Mark(
                    at,
                    Course.Merging.values()[random.nextInt(4)],
                    random.nextBoolean() ? 0 : at - 1_000);
          });
    }
    Course course = new Course(entries);
    byte[] bytes = CourseCodec.encode(course);
    assertEquals(course, CourseCodec.decode(bytes), "seed " + seed);
    assertTrue(bytes.length < 400, "seed " + seed + ": " + bytes.length + " bytes");
  }

  private static Course.State state(Random random, long at) {
    List<UUID> policies = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      policies.add(new UUID(7, i));
    }
    return new Course.State(
        at,
        StatusCategory.values()[random.nextInt(7)],
        TicketPriority.values()[random.nextInt(4)],
        random.nextBoolean() ? null : new UUID(1, random.nextInt(2)),
        random.nextBoolean(),
        random.nextBoolean() ? null : new UUID(2, 2),
        policies);
  }
}
