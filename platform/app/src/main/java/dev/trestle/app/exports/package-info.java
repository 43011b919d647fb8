/** Gives a desk's tickets out as files that other programs read, through the public API. */
@NullMarked
package dev.trestle.app.exports;

import org.jspecify.annotations.NullMarked;
