package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.ASSIGNMENTS;

import dev.trestle.plugins.calendars.CalendarRecords.Adjustment;
import dev.trestle.plugins.calendars.CalendarRecords.Assignment;
import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.CalendarRecords.Exceptional;
import dev.trestle.plugins.calendars.CalendarRecords.Feed;
import dev.trestle.plugins.calendars.CalendarRecords.Holiday;
import dev.trestle.plugins.calendars.CalendarRecords.Opening;
import dev.trestle.plugins.calendars.CalendarRecords.Part;
import dev.trestle.plugins.calendars.CalendarRecords.StoredEdition;
import dev.trestle.plugins.calendars.CalendarRecords.Week;
import dev.trestle.plugins.calendars.api.Applied;
import dev.trestle.plugins.calendars.api.Stretch;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.schema.FieldEntry.Refusal;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the types in the schema text are read. */
final class CalendarFields {
  private CalendarFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all =
        new ArrayList<>(List.of(calendar(), edition(), week(), applied(), looked()));
    all.add(
        Fields.of("CalendarOpening", Opening.class)
            .getter("day", Opening::day)
            .getter("from", opening -> WallTimes.text(opening.fromSecond()))
            .getter("until", opening -> WallTimes.text(opening.untilSecond())));
    all.add(
        Fields.of("CalendarPart", Part.class)
            .getter("from", part -> WallTimes.text(part.fromSecond()))
            .getter("until", part -> WallTimes.text(part.untilSecond())));
    all.add(
        Fields.of("CalendarHoliday", Holiday.class)
            .getter("date", Holiday::date)
            .getter("name", Holiday::name));
    all.add(
        Fields.of("CalendarAdjustment", Adjustment.class)
            .getter("holiday", each -> each.holiday().isEmpty() ? null : each.holiday())
            .getter("date", Adjustment::date)
            .booleanGetter("off", Adjustment::off)
            .getter("rename", Adjustment::rename)
            .getter(
                "halfDayFrom",
                each ->
                    each.halfDayFromSecond() == 0
                        ? null
                        : WallTimes.text(each.halfDayFromSecond())));
    all.add(
        Fields.of("CalendarException", Exceptional.class)
            .getter("name", Exceptional::name)
            .getter("from", Exceptional::from)
            .getter("until", Exceptional::until)
            .booleanGetter("yearly", Exceptional::yearly)
            .getter("effect", Exceptional::effect)
            .getter("hours", Exceptional::hours));
    all.add(
        Fields.of("CalendarStretch", Stretch.class)
            .getter("from", Stretch::from)
            .getter("until", Stretch::until)
            .booleanGetter("open", Stretch::open)
            .getter("reason", stretch -> stretch.reason().kind())
            .getter("name", stretch -> stretch.reason().name()));
    all.add(
        Fields.of("CalendarFeed", Feed.class)
            .getter("url", Feed::url)
            .getter("readAt", Feed::readAt)
            .getter("fault", Feed::fault));
    all.add(
        Fields.of("CalendarHolidayRegion", CalendarQueries.Region.class)
            .getter("country", CalendarQueries.Region::country)
            .getter("name", CalendarQueries.Region::name)
            .computed("subdivisions", (region, arguments, context) -> region.subdivisions()));
    all.add(
        Fields.of("CalendarAssignment", Assignment.class)
            .getter("subject", each -> each.subject().split(":", 2)[0])
            .getter("subjectId", CalendarFields::subjectId));
    all.addAll(Page.fields("Calendar"));
    return all;
  }

  private static Fields<Calendar> calendar() {
    return Fields.of("Calendar", Calendar.class)
        .getter("id", Calendar::id)
        .intGetter("version", Calendar::version)
        .getter("name", Calendar::name)
        .booleanGetter("archived", Calendar::archived)
        .computed(
            "standard",
            (calendar, arguments, context) ->
                calendar.id().equals(CalendarService.standardId(snapshot(context))))
        .getter("feed", Calendar::feed)
        .computed(
            "publishedPath",
            (calendar, arguments, context) ->
                Publication.path(calendar, context.get(Surroundings.class).secrets()))
        .guarded(CalendarsPlugin.MANAGE, Refusal.EMPTY)
        .computed("editions", (calendar, arguments, context) -> editions(calendar, context))
        .computed(
            "edition", (calendar, arguments, context) -> editions(calendar, context).getLast())
        .computed(
            "assignments",
            (calendar, arguments, context) ->
                snapshot(context)
                    .records(ASSIGNMENTS)
                    .group("calendar", calendar.id())
                    .first(arguments.integerOr("first", 1)));
  }

  private static Fields<StoredEdition> edition() {
    return Fields.of("CalendarEdition", StoredEdition.class)
        .getter("validFrom", StoredEdition::validFrom)
        .getter("savedAt", StoredEdition::savedAt)
        .getter("savedByName", StoredEdition::savedByName)
        .getter("timeZone", StoredEdition::timeZone)
        .getter("weeks", StoredEdition::weeks)
        .getter("country", StoredEdition::country)
        .getter("subdivision", StoredEdition::subdivision)
        .computed(
            "holidays",
            (edition, arguments, context) ->
                edition.holidays().stream()
                    .filter(day -> day.date().getYear() == arguments.integerOr("year", 0))
                    .toList())
        .getter("adjustments", StoredEdition::adjustments)
        .getter("exceptions", StoredEdition::exceptions)
        .getter("imported", StoredEdition::imported);
  }

  private static Fields<Week> week() {
    return Fields.of("CalendarWeek", Week.class)
        .getter("name", Week::name)
        .getter("from", Week::from)
        .getter("until", Week::until)
        .getter("hours", Week::hours);
  }

  private static Fields<Applied> applied() {
    return Fields.of("CalendarApplied", Applied.class)
        .computed(
            "calendar",
            (applied, arguments, context) ->
                CalendarService.find(snapshot(context), applied.calendarId()))
        .getter("layer", Applied::layer)
        .getter("looked", Applied::looked);
  }

  private static Fields<Applied.Looked> looked() {
    return Fields.of("CalendarLayerLooked", Applied.Looked.class)
        .getter("layer", Applied.Looked::layer)
        .getter("subjectId", Applied.Looked::subjectId)
        .getter("subjectName", Applied.Looked::subjectName)
        .getter("outcome", Applied.Looked::outcome);
  }

  private static @Nullable UUID subjectId(Assignment assignment) {
    String[] parts = assignment.subject().split(":", 2);
    return parts.length == 1 ? null : UUID.fromString(parts[1]);
  }

  private static List<StoredEdition> editions(Calendar calendar, RequestContext context) {
    return CalendarService.editions(snapshot(context), calendar);
  }

  private static Snapshot snapshot(RequestContext context) {
    return context.get(Snapshot.class);
  }
}
