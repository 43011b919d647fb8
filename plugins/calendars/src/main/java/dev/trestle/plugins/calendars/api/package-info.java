/**
 * What other plugins may know of business time: the arithmetic ({@link
 * dev.trestle.plugins.calendars.api.BusinessCalendar}), the rules it is compiled from, and the
 * service that says which calendar applies to a ticket ({@link
 * dev.trestle.plugins.calendars.api.Calendars}).
 */
@NullMarked
package dev.trestle.plugins.calendars.api;

import org.jspecify.annotations.NullMarked;
