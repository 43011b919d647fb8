/** The desk under test: its process, the data it is filled with and how to talk to it. */
@NullMarked
package dev.trestle.benchmarks.desk;

import org.jspecify.annotations.NullMarked;
