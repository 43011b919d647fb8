package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;

import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.CalendarRecords.Feed;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.net.Network.Refused;
import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads iCalendar feeds. */
final class FeedChannel implements OutboxChannel {
  static final String NAME = "feed";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] NOTHING = new byte[0];
  private static final int OK = 200;
  private static final int SERVER_TROUBLE = 500;

  /** A feed is shorter: some ten thousand events. */
  private static final int BYTES_MAX = 2 << 20;

  private static final Backoff BACKOFF =
      new Backoff(List.of(Duration.ofMinutes(5), Duration.ofHours(1)), Duration.ofHours(12));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Backoff backoff() {
    return BACKOFF;
  }

  @Override
  public Delivery deliver(Outgoing outgoing) throws InterruptedException {
    UUID id = UUID.fromString(String.valueOf(outgoing.payload().get("calendar")));
    Calendar calendar = outgoing.snapshot().records(CALENDARS).get(id);
    String url = calendar == null || calendar.feed() == null ? null : calendar.feed().url();
    if (calendar == null || url == null) {
      return Delivery.dropped("The calendar has no feed any more.");
    }
    try {
      WebAnswer answer =
          outgoing
              .surroundings()
              .network()
              .send(
                  new WebRequest(
                      "GET",
                      URI.create(url),
                      Map.of("Accept", "text/calendar"),
                      NOTHING,
                      PATIENCE,
                      BYTES_MAX));
      if (answer.status() != OK) {
        String fault = "The feed answered with status " + answer.status() + ".";
        return answer.status() >= SERVER_TROUBLE
            ? Delivery.retry(fault).noting(draft -> note(draft, id, url, fault))
            : Delivery.dropped(fault).noting(draft -> note(draft, id, url, fault));
      }
      return taken(outgoing, calendar, url, answer.body());
    } catch (Refused refused) {
      String fault = "The feed may not be read: " + refused.getMessage();
      return Delivery.dropped(fault).noting(draft -> note(draft, id, url, fault));
    } catch (IOException silent) {
      String fault = "The feed does not answer: " + silent.getMessage();
      return Delivery.retry(fault).noting(draft -> note(draft, id, url, fault));
    }
  }

  private static Delivery taken(Outgoing outgoing, Calendar calendar, String url, byte[] body) {
    UUID id = calendar.id();
    if (body.length >= BYTES_MAX) {
      String fault = "The feed is not shorter than 2 MiB. Let it tell of fewer years.";
      return Delivery.dropped(fault).noting(draft -> note(draft, id, url, fault));
    }
    try {
      String zone = CalendarService.editions(outgoing.snapshot(), calendar).getLast().timeZone();
      Imported imported =
          Imported.of(new String(body, StandardCharsets.UTF_8), zone, outgoing.now());
      return Delivery.delivered()
          .noting(draft -> {
            Calendar fed = note(draft, id, url, null);
            if (fed != null) {
              FeedDeciders.adopt(draft, fed, imported, "");
            }
          });
    } catch (DateTimeException unreadable) {
      String fault = "The feed cannot be read as iCalendar: " + unreadable.getMessage();
      return Delivery.dropped(fault).noting(draft -> note(draft, id, url, fault));
    }
  }

  /** Notes what came of reading; null when the calendar reads another feed by now. */
  private static @Nullable Calendar note(Draft draft, UUID id, String url, @Nullable String fault) {
    Calendar calendar = draft.snapshot().records(CALENDARS).get(id);
    Feed feed = calendar == null ? null : calendar.feed();
    if (calendar == null || feed == null || !url.equals(feed.url())) {
      return null;
    }
    Calendar noted =
        calendar.fed(new Feed(url, fault == null ? draft.now() : feed.readAt(), fault));
    draft.put(CALENDARS, noted);
    return noted;
  }
}
