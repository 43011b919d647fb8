/** Attacks and bad input over the desk's own doors. */
@NullMarked
package dev.trestle.app.attack;

import org.jspecify.annotations.NullMarked;
