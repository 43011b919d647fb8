/**
 * Counts and timings that every floor may keep and that operators read: counters, gauges and
 * histograms with fixed buckets, printed in the Prometheus text format.
 */
@NullMarked
package dev.trestle.domain.metrics;

import org.jspecify.annotations.NullMarked;
