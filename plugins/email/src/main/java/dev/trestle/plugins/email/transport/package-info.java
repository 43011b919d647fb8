/** Talks to mail servers: brings messages to the intake, and hands over those that leave. */
@NullMarked
package dev.trestle.plugins.email.transport;

import org.jspecify.annotations.NullMarked;
