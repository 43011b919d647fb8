package dev.trestle.plugins.commitments;

import dev.trestle.sdk.desk.Agent;
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
final class LocalTimes {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV", Locale.ROOT);

  private static final ZoneId UTC = ZoneId.of("UTC");

  private LocalTimes() {}

  static String text(Instant time, @Nullable Agent agent) {
    return FORM.format(time.atZone(zone(agent == null ? null : agent.timeZone())));
  }

  private static ZoneId zone(@Nullable String name) {
    if (name == null) {
      return UTC;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      // A reminder in UTC is better than none because of a mistyped zone.
      return UTC;
    }
  }
}
