/** Conversations with servers that behave, and with servers that do not. */
@NullMarked
package dev.trestle.plugins.email.transport;

import org.jspecify.annotations.NullMarked;
