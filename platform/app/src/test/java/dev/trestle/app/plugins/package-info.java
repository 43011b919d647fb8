/** Tries plugins on whole desks, through their doors. */
@NullMarked
package dev.trestle.app.plugins;

import org.jspecify.annotations.NullMarked;
