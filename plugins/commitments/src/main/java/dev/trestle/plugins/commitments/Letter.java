package dev.trestle.plugins.commitments;

import dev.trestle.plugins.calendars.api.Calendars;
import dev.trestle.plugins.commitments.Placeholders.Form;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.Site;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A template filled for one customer: in the customer's language and time zone. */
final class Letter {
  static final String FALLBACK = "fallbackLanguage";
  // Java writes some times with spaces that no mail program breaks at; people search for plain
  // ones.
  private static final char NARROW_SPACE = '\u202f';

  /**
   * What came of it.
   *
   * @param missing what the template names and there is nothing for
   */
  record Written(String language, String text, List<Variable> missing) {}

  private final Snapshot snapshot;
  private final Surroundings surroundings;
  private final Ticket ticket;
  private final @Nullable Promise promise;
  private final @Nullable String by;

  Letter(
      Snapshot snapshot,
      Surroundings surroundings,
      Ticket ticket,
      @Nullable Promise promise,
      @Nullable String by) {
    this.snapshot = snapshot;
    this.surroundings = surroundings;
    this.ticket = ticket;
    this.promise = promise;
    this.by = by;
  }

  @Nullable Contact contact() {
    Contact promised = promise == null ? null : snapshot.contact(promise.contactId());
    return promised == null ? snapshot.contact(ticket.requesterId()) : promised;
  }

  Written write(Template template, @Nullable String wanted) {
    Contact contact = contact();
    String language = wanted == null && contact != null ? contact.locale() : wanted;
    String fallback = surroundings.settings().text(FALLBACK).orElse("en");
    Template.InLanguage text = template.nearest(language, fallback);
    List<Variable> missing = new ArrayList<>();
    Locale locale = Locale.forLanguageTag(text.language());
    String filled =
        Placeholders.filled(
            text.text(), (variable, form) -> value(variable, form, locale), missing);
    return new Written(text.language(), filled, missing);
  }

  private @Nullable String value(Variable variable, Form form, Locale locale) {
    return switch (variable) {
      case CONTACT_NAME -> {
        Contact contact = contact();
        yield contact == null ? null : contact.name();
      }
      case COMPANY_NAME -> {
        Company company = snapshot.company(ticket.companyId());
        yield company == null ? null : company.name();
      }
      case TICKET_NUMBER -> ticket.number();
      case TICKET_SUBJECT -> ticket.subject();
      case AGENT_NAME -> {
        Agent agent = snapshot.agent(ticket.assigneeId());
        yield by != null ? by : agent == null ? null : agent.name();
      }
      case PROMISE_WHAT -> promise == null ? null : promise.what();
      case PROMISE_DUE_AT -> time(promise == null ? null : promise.dueAt(), form, locale);
      case PROMISE_OLD_DUE_AT -> {
        Promise.Step step = promise == null ? null : promise.moved();
        yield time(step == null ? null : step.oldDueAt(), form, locale);
      }
      case PROMISE_REASON -> {
        Promise.Step step = promise == null ? null : promise.moved();
        yield step == null ? null : step.reason();
      }
      case NEXT_UPDATE_AT -> {
        Standing standing = Keeper.of(snapshot, ticket.id());
        yield time(standing == null ? null : standing.updateDueAt(), form, locale);
      }
    };
  }

  private @Nullable String time(@Nullable Instant time, Form form, Locale locale) {
    if (time == null) {
      return null;
    }
    ZonedDateTime local = time.atZone(zone(time));
    DateTimeFormatter written =
        switch (form) {
          case DATE -> DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL);
          case TIME -> DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
          case DATE_TIME ->
              DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT);
        };
    String zone = form == Form.DATE ? "" : " (" + local.getZone().getId() + ")";
    return written.withLocale(locale).format(local).replace(NARROW_SPACE, ' ') + zone;
  }

  /** Where the customer is: by the site, else by the calendar that applies to the ticket. */
  private ZoneId zone(Instant at) {
    Site site = snapshot.site(ticket.siteId());
    if (site != null && site.timeZone() != null) {
      try {
        return ZoneId.of(site.timeZone());
      } catch (DateTimeException unknown) {
        // A mistyped zone of a site must not keep the customer from being told.
        return ZoneId.of("UTC");
      }
    }
    Calendars calendars = surroundings.service(Calendars.class).orElseThrow();
    return calendars.ruling(snapshot, ticket).calendar().zoneAt(at.toEpochMilli());
  }
}
