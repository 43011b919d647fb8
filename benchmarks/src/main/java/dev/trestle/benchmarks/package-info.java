/** The benchmarks, one class per named command: throughput, growth, start-up and live events. */
@NullMarked
package dev.trestle.benchmarks;

import org.jspecify.annotations.NullMarked;
