/**
 * What plugins do on their own, each on a thread of its own: reactions, timers and deliveries. What
 * is to be done and what was done stands in the desk; nothing here must survive.
 */
@NullMarked
package dev.trestle.app.plugins.work;

import org.jspecify.annotations.NullMarked;
