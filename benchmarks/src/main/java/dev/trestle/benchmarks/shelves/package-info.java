/** Plugins whose cost at the desk's door is measured. */
@NullMarked
package dev.trestle.benchmarks.shelves;

import org.jspecify.annotations.NullMarked;
