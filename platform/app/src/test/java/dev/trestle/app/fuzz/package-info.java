/** Input that nobody sends on purpose, from seeds: no answer may be a failure of the desk. */
@NullMarked
package dev.trestle.app.fuzz;

import org.jspecify.annotations.NullMarked;
