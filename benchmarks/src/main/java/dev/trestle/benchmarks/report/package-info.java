/** Tables of what was measured, and on which machine. */
@NullMarked
package dev.trestle.benchmarks.report;

import org.jspecify.annotations.NullMarked;
