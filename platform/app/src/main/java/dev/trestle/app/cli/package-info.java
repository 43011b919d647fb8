/** The commands of the one jar. */
@NullMarked
package dev.trestle.app.cli;

import org.jspecify.annotations.NullMarked;
