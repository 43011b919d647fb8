/** The rules of the clocks, tried on courses. */
@NullMarked
package dev.trestle.plugins.sla.clock;

import org.jspecify.annotations.NullMarked;
