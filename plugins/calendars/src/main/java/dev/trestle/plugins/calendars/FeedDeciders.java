package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;

import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.CalendarRecords.Feed;
import dev.trestle.plugins.calendars.CalendarRecords.StoredEdition;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says where a calendar's exceptions are read from. */
final class FeedDeciders {
  private static final int TEXT_MAX = 500_000;

  record SetFeed(
      UUID calendarId,
      @Nullable String url,
      @Nullable String text,
      @Nullable Integer expectedVersion) {}

  private FeedDeciders() {}

  static void set(SetFeed wish, Draft draft) {
    Calendar calendar = SaveCalendar.find(draft, wish.calendarId(), wish.expectedVersion());
    if (wish.url() != null && wish.text() != null) {
      refuse(draft, "CALENDAR_FEED_TWICE", "Give an address or a text, not both.", "text");
    }
    if (wish.url() != null && !FeedAddress.isOne(wish.url())) {
      refuse(
          draft,
          "CALENDAR_FEED_ADDRESS",
          "Give an absolute address that begins with https, without user and fragment.",
          "url");
    }
    if (wish.text() != null && wish.text().length() > TEXT_MAX) {
      refuse(draft, "CALENDAR_FEED_TOO_LONG", "A text has at most 500,000 characters.", "text");
    }
    if (calendar == null || draft.refused()) {
      return;
    }
    Standard.makeStored(draft);
    String id = calendar.id().toString();
    draft.result("calendar", calendar.id());
    if (wish.url() == null) {
      draft.cancelTimer(FeedTimer.NAME, id);
      fromText(draft, calendar, wish.text());
      return;
    }
    draft.put(CALENDARS, calendar.fed(new Feed(wish.url(), null, null)));
    draft.event(Happening.internal("CalendarFeedSet", CALENDARS, calendar.id(), null));
    draft.send(FeedChannel.NAME, id, Map.of("calendar", id));
    draft.setTimer(new TimerSetting(FeedTimer.NAME, id, FeedTimer.nextAfter(draft.now()), null));
  }

  /** Takes over what a text says, in place of what was read before; null: nothing. */
  private static void fromText(Draft draft, Calendar calendar, @Nullable String text) {
    Imported imported = Imported.NOTHING;
    if (text != null) {
      try {
        StoredEdition latest = CalendarService.editions(draft.snapshot(), calendar).getLast();
        imported = Imported.of(text, latest.timeZone(), draft.now());
      } catch (DateTimeException unreadable) {
        refuse(
            draft,
            "CALENDAR_FEED_UNREADABLE",
            "This cannot be read as iCalendar: " + unreadable.getMessage(),
            "text");
        return;
      }
    }
    Calendar fed = calendar.fed(text == null ? null : new Feed(null, draft.now(), null));
    draft.put(CALENDARS, fed);
    draft.event(Happening.internal("CalendarFeedSet", CALENDARS, calendar.id(), null));
    adopt(draft, fed, imported, draft.viewer().name());
  }

  /** Lets the calendar have these exceptions from now on. */
  static void adopt(Draft draft, Calendar calendar, Imported imported, String byName) {
    List<StoredEdition> editions = CalendarService.editions(draft.snapshot(), calendar);
    StoredEdition latest = editions.getLast();
    Instant from = draft.now();
    if (latest.validFrom() != null && latest.validFrom().isAfter(from)) {
      from = latest.validFrom();
    }
    SaveCalendar.adopt(
        draft,
        calendar,
        latest.imported(
            draft.newId(), from, draft.now(), byName, imported.days(), imported.closings()));
  }

  private static void refuse(Draft draft, String code, String message, String field) {
    draft.refuse(ProblemType.INVALID, code, message, "input", field);
  }
}
