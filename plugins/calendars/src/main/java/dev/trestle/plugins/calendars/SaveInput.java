package dev.trestle.plugins.calendars;

import dev.trestle.plugins.calendars.api.SpecialDays.Effect;
import dev.trestle.sdk.command.Mutation.Given;
import dev.trestle.sdk.schema.Arguments;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The input of {@code calendarSave}; what is absent stays as it is. */
record SaveInput(
    @Nullable UUID calendarId,
    @Nullable String name,
    @Nullable String timeZone,
    @Nullable List<WeekInput> weeks,
    Given<HolidaysInput> holidays,
    @Nullable List<ExceptionInput> exceptions,
    @Nullable Instant appliesFrom,
    @Nullable Integer expectedVersion) {

  record WeekInput(
      @Nullable String name,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      List<OpeningInput> hours) {}

  record OpeningInput(List<DayOfWeek> days, String from, String until) {}

  record PartInput(String from, String until) {}

  record HolidaysInput(
      String country, @Nullable String subdivision, @Nullable List<AdjustmentInput> adjustments) {}

  record AdjustmentInput(
      @Nullable String holiday,
      @Nullable LocalDate date,
      @Nullable Boolean off,
      @Nullable String rename,
      @Nullable String halfDayFrom) {}

  record ExceptionInput(
      String name,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable Boolean yearly,
      Effect effect,
      @Nullable List<PartInput> hours) {}

  /** The same out of a query's argument. */
  static SaveInput of(Arguments input) {
    return new SaveInput(
        input.id("calendarId"),
        input.string("name"),
        input.string("timeZone"),
        input.raw("weeks") == null
            ? null
            : input.objects("weeks").stream().map(SaveInput::week).toList(),
        holidays(input),
        input.raw("exceptions") == null
            ? null
            : input.objects("exceptions").stream().map(SaveInput::exception).toList(),
        input.instant("appliesFrom"),
        input.integer("expectedVersion"));
  }

  private static WeekInput week(Arguments week) {
    return new WeekInput(
        week.string("name"),
        week.date("from"),
        week.date("until"),
        week.objects("hours").stream()
            .map(hours ->
                new OpeningInput(
                    hours.constants("days", DayOfWeek.class),
                    hours.requireString("from"),
                    hours.requireString("until")))
            .toList());
  }

  private static Given<HolidaysInput> holidays(Arguments input) {
    Arguments holidays = input.object("holidays");
    if (holidays == null) {
      return new Given<>(input.isNull("holidays"), null);
    }
    List<AdjustmentInput> adjustments =
        holidays.objects("adjustments").stream()
            .map(each ->
                new AdjustmentInput(
                    each.string("holiday"),
                    each.date("date"),
                    each.bool("off"),
                    each.string("rename"),
                    each.string("halfDayFrom")))
            .toList();
    return new Given<>(
        true,
        new HolidaysInput(
            holidays.requireString("country"), holidays.string("subdivision"), adjustments));
  }

  private static ExceptionInput exception(Arguments exception) {
    LocalDate from = exception.date("from");
    Effect effect = exception.constant("effect", Effect.class);
    if (from == null || effect == null) {
      throw new IllegalStateException("the schema declares both non-null");
    }
    return new ExceptionInput(
        exception.requireString("name"),
        from,
        exception.date("until"),
        exception.bool("yearly"),
        effect,
        exception.objects("hours").stream()
            .map(part -> new PartInput(part.requireString("from"), part.requireString("until")))
            .toList());
  }
}
