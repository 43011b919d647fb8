/** Closed-loop HTTP clients that cost as little as possible beside the server they measure. */
@NullMarked
package dev.trestle.benchmarks.load;

import org.jspecify.annotations.NullMarked;
