package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;

import dev.trestle.plugins.calendars.AssignDeciders.ArchiveCalendar;
import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.ical.Writer;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.http.Endpoint.Call;
import dev.trestle.sdk.http.Endpoint.Reply;
import dev.trestle.sdk.surroundings.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes calendars as iCalendar feeds, each under an address that holds a secret. */
final class Publication implements Endpoint.Handler {
  private static final String FOLDER = "feeds/";
  private static final String SUFFIX = ".ics";
  private static final int TOKEN_BYTES = 24;
  private static final Duration BACK = Duration.ofDays(31);
  private static final Duration AHEAD = Duration.ofDays(366);

  private final CalendarService service;

  Publication(CalendarService service) {
    this.service = service;
  }

  /** Also when it is published already: the old address ends then. */
  static void publish(ArchiveCalendar wish, Draft draft) {
    Calendar calendar = SaveCalendar.find(draft, wish.calendarId(), wish.expectedVersion());
    if (calendar != null) {
      Secrets secrets = draft.surroundings().secrets();
      String token =
          Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.random(TOKEN_BYTES));
      Standard.makeStored(draft);
      draft.put(
          CALENDARS,
          calendar.published(hash(token), secrets.seal(token.getBytes(StandardCharsets.UTF_8))));
      draft.event(Happening.internal("CalendarPublished", CALENDARS, calendar.id(), null));
      draft.result("calendar", calendar.id());
    }
  }

  static void unpublish(ArchiveCalendar wish, Draft draft) {
    Calendar calendar = SaveCalendar.find(draft, wish.calendarId(), wish.expectedVersion());
    if (calendar != null) {
      if (calendar.token() != null) {
        draft.put(CALENDARS, calendar.published(null, null));
        draft.event(Happening.internal("CalendarUnpublished", CALENDARS, calendar.id(), null));
      }
      draft.result("calendar", calendar.id());
    }
  }

  /** The address on this desk; null when it is not published. */
  static @Nullable String path(Calendar calendar, Secrets secrets) {
    String sealed = calendar.sealedToken();
    return sealed == null
        ? null
        : "/plugins/calendars/"
            + FOLDER
            + new String(secrets.open(sealed), StandardCharsets.UTF_8)
            + SUFFIX;
  }

  @Override
  public Reply handle(Call call) {
    String path = call.path();
    if (path.startsWith(FOLDER) && path.endsWith(SUFFIX)) {
      String token = path.substring(FOLDER.length(), path.length() - SUFFIX.length());
      List<Calendar> found =
          call.snapshot().records(CALENDARS).group("published", hash(token)).first(1);
      if (!found.isEmpty()) {
        Calendar calendar = found.getFirst();
        BusinessCalendar compiled = service.compiled(call.snapshot(), calendar);
        return new Reply(
            200,
            Map.of("Content-Type", "text/calendar; charset=utf-8"),
            text(calendar, compiled, call.now()).getBytes(StandardCharsets.UTF_8));
      }
    }
    return Reply.text(404, "No calendar is published under this address.");
  }

  private static String text(Calendar calendar, BusinessCalendar compiled, Instant now) {
    return Writer.text(
        calendar.name(),
        calendar.id(),
        compiled.stretches(now.minus(BACK).toEpochMilli(), now.plus(AHEAD).toEpochMilli()),
        now);
  }

  private static String hash(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
