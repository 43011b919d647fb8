/**
 * What plugins do on their own: react to events, follow timers and close deliveries, each as a
 * command that commits the effect together with the note that it is done.
 */
@NullMarked
package dev.trestle.domain.plugin.work;

import org.jspecify.annotations.NullMarked;
