/** Expected failures as values: what went wrong, where in the input, and what helps. */
@NullMarked
package dev.trestle.sdk.problem;

import org.jspecify.annotations.NullMarked;
