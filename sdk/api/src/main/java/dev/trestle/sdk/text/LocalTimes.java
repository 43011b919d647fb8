package dev.trestle.sdk.text;

import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.promise.Api;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as an agent reads them: in the agent's zone, which is named, since notes have readers in
 * others.
 */
@Api
public final class LocalTimes {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV", Locale.ROOT);

  private static final ZoneId UTC = ZoneId.of("UTC");

  private LocalTimes() {}

  /**
   * Such as {@code 2031-03-31 14:30 Europe/Berlin}.
   *
   * @param agent who reads it; null for nobody in particular, who reads it in UTC, as does an agent
   *     whose zone does not exist
   */
  public static String text(Instant time, @Nullable Agent agent) {
    return FORM.format(time.atZone(zone(agent == null ? null : agent.timeZone())));
  }

  private static ZoneId zone(@Nullable String name) {
    if (name == null) {
      return UTC;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      // A word in UTC is better than none because of a mistyped zone.
      return UTC;
    }
  }
}
