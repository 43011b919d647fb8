/**
 * Calls into plugin code: bounded in time and memory, counted, stopped, and refused for a while.
 */
@NullMarked
package dev.trestle.host.watch;

import org.jspecify.annotations.NullMarked;
