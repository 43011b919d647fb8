/** Plugins that come, change and go on a desk that does not stop working. */
@NullMarked
package dev.trestle.app.rounds;

import org.jspecify.annotations.NullMarked;
