/** Following the desk: reactions, durable timers and the outbox. */
@NullMarked
package dev.trestle.sdk.event;

import org.jspecify.annotations.NullMarked;
