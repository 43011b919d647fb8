package dev.trestle.plugins.email.out;

import dev.trestle.sdk.desk.Site;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times as a customer reads them: in the reader's language, at the ticket's site. */
record CustomerTimes(ZoneId zone, Locale locale) {
  // Java writes some times with spaces that no mail program breaks at; people search for plain
  // ones.
  private static final char NARROW_SPACE = '\u202f';

  static CustomerTimes of(Snapshot snapshot, Ticket ticket, String language) {
    Site site = snapshot.site(ticket.siteId());
    ZoneId zone = ZoneOffset.UTC;
    if (site != null && site.timeZone() != null) {
      try {
        zone = ZoneId.of(site.timeZone());
      } catch (DateTimeException unknown) {
        // A mistyped zone of a site must not keep the customer from being told.
        zone = ZoneOffset.UTC;
      }
    }
    return new CustomerTimes(zone, Locale.forLanguageTag(language));
  }

  String text(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    String zoneName = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
            .withLocale(locale)
            .format(local)
            .replace(NARROW_SPACE, ' ')
        + " ("
        + zoneName
        + ")";
  }
}
