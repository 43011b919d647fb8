package dev.trestle.graphql.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsoTextTest {
  private static final DateTimeFormatter REFERENCE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Test
  void writesInstantsAsTheJdkDoes() {
    for (long seed = 1; seed <= 20_000; seed++) {
      Random random = new Random(seed);
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000));
      assertEquals(REFERENCE.format(instant), IsoText.of(instant), "seed " + seed);
    }
    assertEquals("+12345-01-01T00:00:00Z", IsoText.of(Instant.parse("+12345-01-01T00:00:00Z")));
  }
}
