/** What can go wrong on the command line through no fault of the program. */
@NullMarked
package dev.trestle.app.problem;

import org.jspecify.annotations.NullMarked;
