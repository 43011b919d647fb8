/**
 * Tells an operator how far long work is: a bar on a terminal, a line every few seconds elsewhere.
 */
@NullMarked
package dev.trestle.app.progress;

import org.jspecify.annotations.NullMarked;
