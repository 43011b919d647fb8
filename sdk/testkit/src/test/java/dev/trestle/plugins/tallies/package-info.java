/** A plugin on trial that counts, in their own commits, what is done to tickets. */
@NullMarked
package dev.trestle.plugins.tallies;

import org.jspecify.annotations.NullMarked;
