/** Business calendars: when somebody works, and whose calendar applies to a ticket. */
@NullMarked
package dev.trestle.plugins.calendars;

import org.jspecify.annotations.NullMarked;
