package dev.trestle.plugins.calendars.api;

import dev.trestle.plugins.calendars.api.SpecialDays.Effect;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Rules by chance, of one seed: with all that calendars may have, mostly near a change of clocks.
 */
final class RandomRules {
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "Europe/London",
          "Europe/Dublin",
          "Europe/Istanbul",
          "America/New_York",
          "America/Los_Angeles",
          "America/Sao_Paulo",
          "America/Havana",
          "America/St_Johns",
          "America/Caracas",
          "Africa/Casablanca",
          "Africa/Cairo",
          "Asia/Kolkata",
          "Asia/Kathmandu",
          "Asia/Tehran",
          "Asia/Beirut",
          "Asia/Pyongyang",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Pacific/Kiritimati",
          "Antarctica/Troll");
  private static final int MINUTES = 24 * 60;

  final List<Edition> editions = new ArrayList<>();

  /** A whole minute that the rules are interesting around. */
  final long centre;

  private final SplittableRandom chance;
  private final LocalDate day;

  RandomRules(long seed) {
    chance = new SplittableRandom(seed);
    ZoneId zone = zone();
    // Of all years of Samoa's the one that has a date too few.
    long year = zone.getId().equals("Pacific/Apia") ? 2011 : chance.nextInt(1972, 2090);
    Instant start =
        LocalDate.of((int) year, 1, 1)
            .plusDays(chance.nextInt(365))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    ZoneOffsetTransition change =
        chance.nextInt(4) == 0 ? null : zone.getRules().nextTransition(start);
    Instant around = change == null ? start : change.getInstant();
    centre = Math.floorDiv(around.toEpochMilli(), 60_000L) * 60_000;
    day = around.atZone(zone).toLocalDate();
    editions.add(edition(chance.nextInt(8) == 0 ? minuteNear() : Long.MIN_VALUE, zone));
    for (int more = chance.nextInt(6) - 3; more > 0; more--) {
      editions.add(edition(minuteNear() + more, chance.nextBoolean() ? zone : zone()));
    }
  }

  long minuteNear() {
    return centre + chance.nextInt(-4 * MINUTES, 4 * MINUTES) * 60_000L;
  }

  long near() {
    return minuteNear() + chance.nextInt(60_000);
  }

  private Edition edition(long validFrom, ZoneId zone) {
    List<WeeklyHours> weeks = new ArrayList<>();
    for (int i = chance.nextInt(8) == 0 ? 0 : chance.nextInt(1, 4); i > 0; i--) {
      Map<DayOfWeek, List<Hours>> days = new EnumMap<>(DayOfWeek.class);
      for (DayOfWeek each : DayOfWeek.values()) {
        days.put(each, chance.nextInt(5) == 0 ? List.of() : hours());
      }
      LocalDate from = chance.nextBoolean() ? null : dayNear();
      LocalDate until = chance.nextBoolean() ? null : dayNear();
      if (from != null && until != null && until.isBefore(from)) {
        until = null;
      }
      weeks.add(new WeeklyHours(null, from, until, days));
    }
    List<SpecialDays> special = new ArrayList<>();
    for (int i = chance.nextInt(5); i > 0; i--) {
      Effect effect = Effect.values()[chance.nextInt(3)];
      boolean yearly = chance.nextInt(3) == 0;
      LocalDate from = yearly ? dayNear().minusYears(chance.nextInt(4)) : dayNear();
      special.add(
          new SpecialDays(
              "day " + i,
              from,
              from.plusDays(chance.nextInt(3)),
              yearly,
              chance.nextBoolean(),
              effect,
              effect == Effect.CLOSED ? List.of() : hours()));
    }
    List<Closure> closures = new ArrayList<>();
    if (chance.nextInt(3) == 0) {
      long from = minuteNear();
      closures.add(new Closure("closure", from, from + chance.nextInt(1, 600) * 60_000L));
    }
    // A whole minute, so that counting minutes is exact.
    return new Edition(
        validFrom == Long.MIN_VALUE ? validFrom : Math.floorDiv(validFrom, 60_000L) * 60_000,
        zone,
        weeks,
        special,
        closures);
  }

  private List<Hours> hours() {
    List<Hours> hours = new ArrayList<>();
    for (int i = chance.nextInt(1, 4); i > 0; i--) {
      int from = chance.nextInt(3) == 0 ? chance.nextInt(1, 4) * 60 : chance.nextInt(MINUTES);
      int length = chance.nextInt(1, chance.nextBoolean() ? 90 : MINUTES + 1);
      int until = chance.nextInt(6) == 0 ? MINUTES : from + length;
      hours.add(new Hours(from * 60, until * 60));
    }
    return hours;
  }

  private ZoneId zone() {
    return ZoneId.of(ZONES.get(chance.nextInt(ZONES.size())));
  }

  private LocalDate dayNear() {
    return day.plusDays(chance.nextInt(-4, 5));
  }
}
