/** What happened: events and messages, the entries of a ticket's timeline. */
@NullMarked
package dev.trestle.domain.event;

import org.jspecify.annotations.NullMarked;
