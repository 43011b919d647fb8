package dev.trestle.sdk.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.sdk.desk.Agent;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTimesTest {
  private static final Instant NINE = Instant.parse("2031-07-01T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2031-07-01 11:00 Europe/Berlin",
    "America/New_York, 2031-07-01 05:00 America/New_York",
    ", 2031-07-01 09:00 UTC",
    "Europe/Atlantis, 2031-07-01 09:00 UTC",
  })
  void aTimeReadsAsOnTheAgentsClock_andNamesTheZone(String zone, String text) {
    assertEquals(text, LocalTimes.text(NINE, new Zoned(zone)));
  }

  /** An agent of whom only the zone matters. */
  private record Zoned(String timeZone) implements Agent {
    @Override
    public UUID id() {
      return new UUID(0, 1);
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public String name() {
      return "Ada";
    }

    @Override
    public String email() {
      return null;
    }

    @Override
    public String phone() {
      return null;
    }

    @Override
    public String locale() {
      return null;
    }

    @Override
    public boolean active() {
      return true;
    }

    @Override
    public String externalKey() {
      return null;
    }
  }
}
