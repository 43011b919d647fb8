/** What happened: events, messages and the change sets that carry them through the log. */
@NullMarked
package dev.trestle.domain.event;

import org.jspecify.annotations.NullMarked;
