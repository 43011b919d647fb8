/** A plugin on trial that adds to lists and searches of tickets, and keeps filters. */
@NullMarked
package dev.trestle.plugins.stages;

import org.jspecify.annotations.NullMarked;
