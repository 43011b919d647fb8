/** What may happen to a ticket, decided on a snapshot. */
@NullMarked
package dev.trestle.domain.ticket;

import org.jspecify.annotations.NullMarked;
