/** A plugin that behaves badly, for others to stand beside. */
@NullMarked
package dev.trestle.testkit.neighbour;

import org.jspecify.annotations.NullMarked;
