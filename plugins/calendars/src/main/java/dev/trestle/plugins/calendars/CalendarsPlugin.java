package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.ASSIGNMENTS;
import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;
import static dev.trestle.plugins.calendars.CalendarRecords.EDITIONS;

import dev.trestle.plugins.calendars.AssignDeciders.ArchiveCalendar;
import dev.trestle.plugins.calendars.AssignDeciders.AssignCalendar;
import dev.trestle.plugins.calendars.FeedDeciders.SetFeed;
import dev.trestle.plugins.calendars.api.Calendars;
import dev.trestle.sdk.command.Decider;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.plugin.Service;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import java.util.List;

/** Business calendars, and business time for other plugins. */
public final class CalendarsPlugin implements DeskPlugin {
  static final String READ = "calendars.read";
  static final String MANAGE = "calendars.manage";

  private final CalendarService service = new CalendarService();

  @Override
  public List<Fields<?>> fields() {
    return CalendarFields.all();
  }

  @Override
  public RootFields roots() {
    return new CalendarQueries(service).roots();
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        mutation("calendarSave", SaveInput.class, SaveCalendar::decide),
        mutation("calendarArchive", ArchiveCalendar.class, AssignDeciders::archive),
        mutation("calendarRestore", ArchiveCalendar.class, AssignDeciders::restore),
        mutation("calendarAssign", AssignCalendar.class, AssignDeciders::assign),
        mutation("calendarFeedSet", SetFeed.class, FeedDeciders::set)
            .checkedFirst(FeedAddress::lookUp),
        mutation("calendarPublish", ArchiveCalendar.class, Publication::publish),
        mutation("calendarUnpublish", ArchiveCalendar.class, Publication::unpublish));
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(CALENDARS, EDITIONS, ASSIGNMENTS);
  }

  @Override
  public List<TimerHandler> timers() {
    return List.of(new HolidayTimer(), new FeedTimer());
  }

  @Override
  public List<OutboxChannel> channels() {
    return List.of(new FeedChannel());
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(new Endpoint("GET", "feeds/*", 0, new Publication(service)));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(
            READ,
            "See calendars, and which one applies to a ticket.",
            List.of("manager", "dispatcher", "technician", "intake")),
        new Permission(
            MANAGE, "Make and change calendars, and say whose they are.", List.of("manager")));
  }

  @Override
  public List<Service<?>> services() {
    return List.of(new Service<>(Calendars.class, service));
  }

  private static <C extends Record> Mutation<C> mutation(
      String name, Class<C> input, Decider<C> decider) {
    return Mutation.of(name, input, decider)
        .needs(MANAGE)
        .shows(
            "calendar", answer -> CalendarService.find(answer.snapshot(), answer.id("calendar")));
  }
}
