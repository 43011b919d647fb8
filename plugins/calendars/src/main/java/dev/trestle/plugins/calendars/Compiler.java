package dev.trestle.plugins.calendars;

import dev.trestle.plugins.calendars.CalendarRecords.Adjustment;
import dev.trestle.plugins.calendars.CalendarRecords.Exceptional;
import dev.trestle.plugins.calendars.CalendarRecords.Holiday;
import dev.trestle.plugins.calendars.CalendarRecords.Opening;
import dev.trestle.plugins.calendars.CalendarRecords.Part;
import dev.trestle.plugins.calendars.CalendarRecords.StoredEdition;
import dev.trestle.plugins.calendars.CalendarRecords.Week;
import dev.trestle.plugins.calendars.api.Closure;
import dev.trestle.plugins.calendars.api.Edition;
import dev.trestle.plugins.calendars.api.Hours;
import dev.trestle.plugins.calendars.api.SpecialDays;
import dev.trestle.plugins.calendars.api.SpecialDays.Effect;
import dev.trestle.plugins.calendars.api.WeeklyHours;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the rules that are computed with of those that are stored. */
final class Compiler {
  private static final int DAY = 86_400;

  private Compiler() {}

  static Edition edition(StoredEdition stored) {
    List<SpecialDays> days = new ArrayList<>();
    for (Holiday holiday : stored.holidays()) {
      SpecialDays made = holiday(holiday, adjustment(holiday, stored.adjustments()));
      if (made != null) {
        days.add(made);
      }
    }
    // What somebody wrote down by hand goes before what was read from a feed.
    stored.imported().forEach(imported -> days.add(exception(imported)));
    stored.exceptions().forEach(exception -> days.add(exception(exception)));
    return new Edition(
        stored.validFrom() == null ? Long.MIN_VALUE : stored.validFrom().toEpochMilli(),
        ZoneId.of(stored.timeZone()),
        stored.weeks().stream().map(Compiler::week).toList(),
        days,
        stored.closings().stream()
            .map(closing ->
                new Closure(
                    closing.name(), closing.from().toEpochMilli(), closing.until().toEpochMilli()))
            .toList());
  }

  /** The adjustment of one occurrence goes before that of every year. */
  static @Nullable Adjustment adjustment(Holiday holiday, List<Adjustment> adjustments) {
    Adjustment found = null;
    for (Adjustment adjustment : adjustments) {
      if (holiday.date().equals(adjustment.date())) {
        return adjustment;
      }
      if (adjustment.date() == null && adjustment.holiday().equals(holiday.name())) {
        found = adjustment;
      }
    }
    return found;
  }

  private static @Nullable SpecialDays holiday(Holiday holiday, @Nullable Adjustment adjustment) {
    if (adjustment == null) {
      return SpecialDays.holiday(holiday.name(), holiday.date());
    }
    if (adjustment.off()) {
      return null;
    }
    String name = adjustment.rename() == null ? holiday.name() : adjustment.rename();
    if (adjustment.halfDayFromSecond() == 0) {
      return SpecialDays.holiday(name, holiday.date());
    }
    return new SpecialDays(
        name,
        holiday.date(),
        holiday.date(),
        false,
        true,
        Effect.CLOSED_DURING,
        List.of(new Hours(adjustment.halfDayFromSecond(), DAY)));
  }

  private static SpecialDays exception(Exceptional stored) {
    return new SpecialDays(
        stored.name(),
        stored.from(),
        stored.until(),
        stored.yearly(),
        false,
        stored.effect(),
        stored.hours().stream().map(Compiler::hours).toList());
  }

  private static WeeklyHours week(Week stored) {
    Map<DayOfWeek, List<Hours>> days = new EnumMap<>(DayOfWeek.class);
    for (Opening opening : stored.hours()) {
      days.computeIfAbsent(opening.day(), day -> new ArrayList<>())
          .add(new Hours(opening.fromSecond(), opening.untilSecond()));
    }
    return new WeeklyHours(stored.name(), stored.from(), stored.until(), days);
  }

  private static Hours hours(Part part) {
    return new Hours(part.fromSecond(), part.untilSecond());
  }
}
