/**
 * iCalendar as far as calendars of hours need it: events with their recurrence by RFC 5545, read
 * without any library, because those need abilities that a plugin should not ask for.
 */
@NullMarked
package dev.trestle.plugins.calendars.ical;

import org.jspecify.annotations.NullMarked;
